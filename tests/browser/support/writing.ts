// The text of a roadmap on a page: opened, written in, read from the screen and from the server.
import { expect, type Locator, type Page } from '@playwright/test';

import { ask, tell } from './community';
import { fr } from '../../../client-web/src/text/fr';

/** A roadmap of this person's pair, with a text to begin with. */
export async function beginRoadmap(page: Page, title = 'Notre bilan'): Promise<number> {
  return tell(page, { roadmap: { createRoadmap: { templateKey: 'bilan', title } } });
}

export const addressOf = (roadmapId: number): string => `/feuille-de-route/${roadmapId}`;

export const field = (page: Page): Locator => page.getByRole('textbox', { name: fr.writing.label });

export async function openText(page: Page, roadmapId: number): Promise<void> {
  await page.goto(addressOf(roadmapId));
  await expect(field(page)).toBeVisible({ timeout: 60_000 });
  await expect(field(page)).toBeEditable({ timeout: 60_000 });
}

/** The text as it is on this page, signs and all: what the editor holds, not only what it draws. */
export async function textOn(page: Page): Promise<string> {
  return field(page).evaluate((element) => {
    type Held = { cmTile?: { view?: { state: { doc: object } } }; cmView?: { view?: { state: { doc: object } } } };
    const { cmTile, cmView } = element as unknown as Held;
    return String((cmTile ?? cmView)?.view?.state.doc);
  });
}

export async function textOnServer(page: Page, roadmapId: number): Promise<string> {
  return ((await ask(page, { getText: { roadmapId } })) as { text?: string }).text ?? '';
}

/** Puts the cursor behind the first of these words. */
export async function cursorBehind(page: Page, words: string): Promise<void> {
  await field(page).focus();
  await field(page).evaluate((element, sought) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent!.indexOf(sought);
      if (at >= 0) return document.getSelection()!.collapse(node, at + sought.length);
    }
    throw new Error(`« ${sought} » is not on screen`);
  }, words);
  await page.waitForTimeout(60); // the editor reads the selection when it is told of it
}

/** A dead key, then its letter, as the browser is told of it: `^`, a pause, `ê`. */
export async function typeAccented(page: Page, dead: string, letter: string, pauseMs = 120): Promise<void> {
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send('Input.imeSetComposition', { text: dead, selectionStart: 1, selectionEnd: 1 });
  await page.waitForTimeout(pauseMs);
  await keyboard.send('Input.insertText', { text: letter });
  await keyboard.detach();
}

export async function isSaved(page: Page, timeout = 40_000): Promise<void> {
  await expect(page.getByRole('main').getByText(fr.writing.state.saved, { exact: true })).toBeVisible({ timeout });
}

/** Everybody has the server's text, and it is this one or holds these words. */
export async function haveTheSame(roadmapId: number, pages: readonly Page[]): Promise<string> {
  for (const page of pages) await isSaved(page);
  await expect
    .poll(async () => {
      const truth = await textOnServer(pages[0]!, roadmapId);
      return (await Promise.all(pages.map(textOn))).every((text) => text === truth);
    }, { timeout: 40_000 })
    .toBe(true);
  return textOnServer(pages[0]!, roadmapId);
}
