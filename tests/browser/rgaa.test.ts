// The six points of the French accessibility rules (RGAA 4.1) that matter most for a place where one talks.
import type { Page } from '@playwright/test';

import { fr as t } from '../../client-web/src/text/fr';
import { ask, tell, threadId, threadsOf } from './support/community';
import { liven } from './support/scene';
import { open, screens, settle } from './support/screens';
import { expect, test } from './support/test';

const testimony = 'La Criée';

/** What the element with the focus is called, and whether something shows that it has it. */
function focused(page: Page): Promise<{ name: string; isShown: boolean; isOnPage: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const style = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    return {
      name: element.getAttribute('aria-label') ?? element.innerText ?? '',
      isShown: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
      isOnPage: element !== document.body && width > 0 && height > 0,
    };
  });
}

test('1. what happens is announced without moving the focus', async ({ enter }) => {
  const [nadia, yann] = [await enter('p01'), await enter('p10')];
  const id = await threadId(nadia, testimony);
  await nadia.goto(`/fil/${id}`);
  await nadia.getByRole('button', { name: t.compose.open }).click();
  const field = nadia.getByRole('textbox', { name: t.compose.label });
  await field.fill('Je commence à');
  await expect(field).toBeFocused();

  await tell(yann, { postMessage: { threadId: id, body: 'Le plan est affiché à la mairie.' } });
  const announced = nadia.locator('[aria-live="polite"], [role="status"]').filter({ hasText: t.thread.announced('Yann Kervadec', 'Le plan est affiché à la mairie.') });
  await expect(announced).toHaveCount(1);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('Je commence à');
});

test('2. everything is reached by keyboard, in order, and seen', async ({ enter }) => {
  const page = await enter('p01');
  await page.goto(`/fil/${await threadId(page, testimony)}`);
  await page.getByRole('button', { name: t.compose.open }).waitFor();
  await page.keyboard.press('Tab');
  expect((await focused(page)).name).toBe(t.shell.skip);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  const names: string[] = [];
  for (let i = 0; i < 60 && !names.at(-1)?.endsWith(t.compose.open); i += 1) {
    await page.keyboard.press('Tab');
    const { name, isShown, isOnPage } = await focused(page);
    expect(isOnPage, `something after « ${names.at(-1)} » has the focus and is not there`).toBe(true);
    expect(isShown, `the focus is not seen on « ${name} »`).toBe(true);
    names.push(name.trim());
  }
  for (const wanted of [t.shell.whoReads.open, t.thread.follow.label, t.thread.menu.label, t.thread.menu.reply, t.thread.menu.message, t.compose.open]) {
    expect(names.some((name) => name.includes(wanted)), `« ${wanted} » among ${names.join(' | ')}`).toBe(true);
  }

  await page.keyboard.press('Enter'); // the field is no trap
  await expect(page.getByRole('textbox', { name: t.compose.label })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: t.compose.label })).not.toBeFocused();
});

test('2. a window keeps the focus in it, and gives it back', async ({ enter }) => {
  const page = await enter('p01');
  await page.goto(`/fil/${await threadId(page, testimony)}`);
  const button = page.getByRole('button', { name: t.shell.whoReads.open });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  for (let i = 0; i < 5; i += 1) {
    await page.keyboard.press('Tab');
    const isOutside = await dialog.evaluate((node) => document.activeElement !== document.body && !node.contains(document.activeElement));
    expect(isOutside).toBe(false);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test('3. no time runs out: a window and words begun are there an hour later, and nothing moves for who wishes so', async ({ enter }) => {
  const page = await enter('p01', { reducedMotion: 'reduce' });
  await page.goto(`/fil/${await threadId(page, testimony)}`);
  await page.getByRole('button', { name: t.compose.open }).click();
  const field = page.getByRole('textbox', { name: t.compose.label });
  await field.fill('Une phrase qui attend.');
  const before = (await threadsOf(page)).length;
  await page.clock.install();
  await page.clock.fastForward('01:00:00');
  await expect(field).toHaveValue('Une phrase qui attend.');
  await expect(page.getByText('Une phrase qui attend.', { exact: true })).toHaveCount(0); // and was not sent by itself
  expect((await threadsOf(page)).length).toBe(before);
  const longest = await page.evaluate(() =>
    Math.max(0, ...document.getAnimations().map((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0))));
  expect(longest).toBeLessThan(20);
});

test('4. what colour says, words say too', async ({ enter }) => {
  const page = await enter('p01', { forcedColors: 'active' });
  await page.goto('/echanges/freins');
  for (const family of Object.values(t.words.families)) await expect(page.getByRole('heading', { name: family })).toBeVisible();
  await page.goto('/');
  const { others = [] } = await ask(page, { catchUp: {} });
  for (const { row, newCount } of others) {
    await expect(page.getByRole('article').filter({ hasText: row.thread.title })).toContainText(t.parts.newMessages(Number(newCount)));
  }
});

test('5. every field has a label that is seen, and an error names its field and what to write', async ({ enter }) => {
  const page = await enter('p01');
  await page.goto('/ecrire?genre=question');
  await page.getByRole('button', { name: t.beginning.publish }).click();
  const title = page.getByLabel(t.beginning.kinds.question.titleLabel);
  await expect(title).toHaveAttribute('aria-invalid', 'true');
  await expect(title).toHaveAccessibleDescription(new RegExp(t.beginning.titleShort));
  await expect(title).toBeFocused();
  for (const address of ['/ecrire?genre=question', '/frein/nouveau', '/compte', '/recherche']) {
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (address === '/frein/nouveau') await page.getByText(t.declaring.declare.details).click();
    for (const field of await page.getByRole('main').locator('input:not([type=hidden], [type=file]), select, textarea').filter({ visible: true }).all()) {
      const labels = await field.evaluate((node) => [...((node as HTMLInputElement).labels ?? [])].map((label) => (label as HTMLElement).innerText.trim()).join(' '));
      expect(labels, `a field of ${address}: ${await field.evaluate((node) => node.outerHTML.slice(0, 120))}`).not.toBe('');
    }
  }
});

test('6. every page says its language, has one first heading and its landmarks', async ({ enter }) => {
  const page = await enter('p01');
  for (const address of ['/', '/echanges', '/carte', '/recherche', '/territoire', '/reseau', '/compte', '/parcours']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expect(page.getByRole('main')).toHaveCount(1);
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
    await expect(page).toHaveTitle(/ · Ramure$/);
  }
});

test('6. at 320 px nothing has to be scrolled sideways, on any screen', async ({ enter, browser, server }) => {
  test.setTimeout(600_000);
  const scene = await liven(enter);
  const window = { width: 1280, height: 900 };
  const people = new Map<string, Page>();
  const found: string[] = [];
  for (const screen of screens) {
    const who = screen.who ?? '';
    const page = people.get(who) ?? (who ? await enter(who) : await (await browser.newContext({ baseURL: server.origin })).newPage());
    people.set(who, page);
    try {
      await page.setViewportSize(window);
      await open(page, screen, scene);
      await page.setViewportSize({ width: 320, height: 225 }); // the same window, enlarged four times (WCAG 1.4.10)
      await settle(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 320) found.push(`${screen.name} is ${width} px wide`);
    } catch (error) {
      found.push(`${screen.name} was not reached: ${String(error)}`);
    }
    if (screen.isLast) await page.context().setOffline(false);
  }
  expect(found).toEqual([]);
});
