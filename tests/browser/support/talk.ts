// What one does in a thread, with the mouse, and what one then sees.
import { expect, type Locator, type Page } from '@playwright/test';

/** The message that says this. */
export function message(page: Page, words: string): Locator {
  return page.getByRole('article').filter({ hasText: words });
}

/** Opens the field if it is closed, and writes; sends nothing. */
export async function write(page: Page, words: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Votre message' });
  const closed = page.getByRole('button', { name: /Écrire une réponse|Reprendre votre brouillon/ });
  await closed.or(field).first().waitFor();
  if (await closed.isVisible()) await closed.click();
  await field.fill(words);
}

export async function post(page: Page, words: string): Promise<void> {
  await write(page, words);
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click();
}

/** Chooses in the « … » of a message, or of something else. */
export async function choose(article: Locator, entry: string, menu = 'Autres actions sur ce message'): Promise<void> {
  await article.getByRole('button', { name: menu }).click();
  await article.getByRole('menuitem', { name: entry, exact: true }).click();
}

/** The ids of the messages on the page, in order. */
export function shownIds(page: Page): Promise<number[]> {
  return page.locator('[data-message]').evaluateAll((all) => all.map((element) => Number((element as HTMLElement).dataset['message'])));
}

/** Everything up to now is here: the page says so. */
export async function isUpToDate(page: Page): Promise<void> {
  await says(page, /À jour, \d/);
}

/** Words of the page about itself; they stand in several places, of which one can see one or the other. */
export async function says(page: Page, words: RegExp): Promise<void> {
  await expect(page.getByText(words).filter({ visible: true }).first()).toBeVisible({ timeout: 40_000 });
}

/** Opens a thread, and waits until what it says is there. */
export async function openThread(page: Page, threadId: number): Promise<void> {
  await page.goto(`/fil/${threadId}`);
  await expect(page.getByRole('article').first()).toBeVisible();
}

/** What a reader sees of a thread that fits its window: one line for each message, id and words. */
export function wholeThread(page: Page): Promise<string[]> {
  return page.getByRole('article').evaluateAll((all) =>
    all.map((each) => `${each.dataset['message']} ${each.querySelector('.md')?.textContent?.trim() ?? ''}`));
}
