// Every screen in build/screenshots/<page>-<width>-<scheme>.png, and some in English, so that anybody can look at them.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { Browser, BrowserContextOptions, Page } from '@playwright/test';

import { screenshots } from './support/paths';
import { cast, moments, type Part, type People, PlayedRound } from './support/played_round';
import { Seat } from './support/round';
import { liven, type Scene } from './support/scene';
import { open, type Screen, screens, settle } from './support/screens';
import { expect, type Fixtures, test } from './support/test';

const devices: Readonly<Record<number, BrowserContextOptions>> = {
  1280: { viewport: { width: 1280, height: 900 } },
  360: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};

const highestPx = 4_000;

const inEnglish = ['sign-in', 'home', 'threads', 'thread', 'map', 'obstacle', 'account', 'facilitation-members'];

for (const [width, device] of Object.entries(devices)) {
  test(`screens at ${width} px`, async ({ enter, server, browser }) => {
    clear((name) => name.includes(`-${width}-`) && !/^(english|room)-/.test(name));
    const scene = await liven(enter);
    const look = walker(enter, browser, server.origin, device);
    for (const screen of screens) await look(screen, scene, width);
    expect(look.missed).toEqual([]);
  });
}

test('screens in English', async ({ enter, server, browser }) => {
  clear((name) => name.startsWith('english-'));
  const scene = await liven(enter);
  const look = walker(enter, browser, server.origin, { ...devices[1280], locale: 'en-GB' });
  const shown = screens.filter(({ name }) => inEnglish.includes(name));
  for (const screen of shown) await look({ ...screen, name: `english-${screen.name}` }, scene, '1280');
  expect(look.missed).toEqual([]);
});

// A round at each of its moments, from each role's eyes: on a phone folded and unfolded.
for (const [width, device] of Object.entries(devices)) {
  test(`rooms at ${width} px`, async ({ enter }) => {
    clear((name) => name.startsWith('room-') && name.includes(`-${width}-`));
    const pages: [string, Page][] = [];
    for (const [part, who] of Object.entries(cast)) pages.push([part, await enter(who, device)]);
    const people = Object.fromEntries(pages) as People;
    const round = await PlayedRound.plan(people);
    for (const moment of moments) {
      await round.playTo(moment);
      for (const part of ['facilitator', 'client', 'phone', 'observer'] as const) await lookAt(people, part, round.id, moment, width);
    }
  });
}

async function lookAt(people: People, part: Part, roundId: number, moment: string, width: string): Promise<void> {
  const page = people[part];
  const name = `room-${moment}-${part === 'phone' ? 'consultant' : part}`;
  await page.goto(`/codeveloppement/${roundId}`);
  await settle(page);
  const schemes = moment === 'consultation' ? bothSchemes : (['light'] as const);
  await keep(page, name, width, schemes);
  if (width !== '360' || moment === 'finished' || (await page.getByRole('complementary').count()) === 0) return;
  await new Seat(page, part).panel();
  await settle(page);
  await keep(page, `${name}-panel`, width, schemes, page.viewportSize()!.height);
}

/** One browser for each person. A screen that cannot be reached is told at the end: the others are to be looked at. */
function walker(enter: Fixtures['enter'], browser: Browser, origin: string, device: BrowserContextOptions) {
  const people = new Map<string, Page>();
  const missed: string[] = [];
  const look = async (screen: Screen, scene: Scene, width: string) => {
    const who = screen.who ?? '';
    const page = people.get(who) ?? (who ? await enter(who, device) : await (await browser.newContext({ baseURL: origin, ...device })).newPage());
    people.set(who, page);
    try {
      // What leads to a screen is written for a wide window: one arrives in that, and narrows it then.
      await page.setViewportSize(devices[1280]!.viewport!);
      await open(page, screen, scene);
      await page.setViewportSize(device.viewport!);
      await settle(page);
      await keep(page, screen.name, width);
    } catch (error) {
      missed.push(`${screen.name}: ${String(error)}`);
    }
    if (screen.isLast) await page.context().setOffline(false);
  };
  return Object.assign(look, { missed });
}

const bothSchemes = ['light', 'dark'] as const;

async function keep(page: Page, name: string, width: string, schemes: readonly ('light' | 'dark')[] = bothSchemes, heightMax = highestPx): Promise<void> {
  // The whole page in a window that is as high as it is: what sticks to an edge of the window is then where it belongs.
  const window = page.viewportSize()!;
  const isDialog = (await page.getByRole('dialog').count()) > 0;
  const height = isDialog ? window.height : await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...window, height: Math.min(height, heightMax) });
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(screenshots, `${name}-${width}-${colorScheme}.png`), animations: 'disabled', caret: 'initial' });
  }
  await page.setViewportSize(window);
}

// Pictures of screens that are no more would be looked at as if they were.
function clear(isOld: (name: string) => boolean): void {
  mkdirSync(screenshots, { recursive: true });
  for (const file of readdirSync(screenshots)) if (isOld(file)) rmSync(join(screenshots, file));
}
