// axe finds nothing, on any screen, in either language and colour scheme, wide and narrow.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

import { en } from '../../client-web/src/text/en';
import { fr } from '../../client-web/src/text/fr';
import { liven } from './support/scene';
import { open, screens, settle, type Words } from './support/screens';
import { expect, test } from './support/test';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Tongue {
  readonly locale: 'fr-FR' | 'en-GB';
  readonly words: Words;
}

const tongues: readonly Tongue[] = [
  { locale: 'fr-FR', words: fr },
  { locale: 'en-GB', words: en },
];

// Each language in both schemes and at both widths; which goes with which changes with the language.
const windows = {
  'fr-FR': [{ colorScheme: 'light', width: 1280 }, { colorScheme: 'dark', width: 360 }],
  'en-GB': [{ colorScheme: 'light', width: 360 }, { colorScheme: 'dark', width: 1280 }],
} as const;

test.use({ trace: 'off' }); // hundreds of screens

for (const { locale, words } of tongues) {
  test(`axe finds nothing in ${locale}, light and dark, wide and narrow`, async ({ enter, browser, server }) => {
    test.setTimeout(900_000);
    const scene = await liven(enter);
    const people = new Map<string, Page>();
    const found: string[] = [];
    for (const screen of screens) {
      const who = screen.who ?? '';
      const page = people.get(who) ?? (who ? await enter(who, { locale }) : await (await browser.newContext({ baseURL: server.origin, locale })).newPage());
      people.set(who, page);
      try {
        await page.setViewportSize({ width: 1280, height: 900 });
        await open(page, screen, scene, words);
        for (const { colorScheme, width } of windows[locale]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 900 });
          await settle(page, words);
          for (const violation of await violationsOf(page)) found.push(`${screen.name} (${colorScheme}, ${width} px): ${violation}`);
        }
      } catch (error) {
        found.push(`${screen.name} was not reached: ${String(error)}`);
      }
      if (screen.isLast) await page.context().setOffline(false);
    }
    expect(found).toEqual([]);
  });
}

async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run());
  return violations.map(({ id, help, nodes }) => `${id}, ${help}: ${nodes.slice(0, 3).map(({ html, failureSummary = '' }) => `${html.slice(0, 160)} ${failureSummary.replaceAll(/\s+/g, ' ').slice(0, 220)}`).join(' | ')}`);
}
