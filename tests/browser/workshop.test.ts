// The workshop in the room: a facilitator shows the code, phones without an account speak, the wall shows it at once, is
// sorted by keyboard and by hand, and a sentence becomes an obstacle. A phone that loses its network says nothing twice.
import { expect, type Page } from '@playwright/test';

import { french as phone } from '../../client-web/src/phone/words';
import { fr } from '../../client-web/src/text/fr';
import { ask } from './support/community';
import { openWorkshop, plan, sayByCode } from './support/course';
import { test } from './support/test';

const t = fr.wall;
const question = 'Qu’est-ce qui vous freine ?';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function openWall(florence: Page): Promise<{ id: number; code: string }> {
  const id = await openWorkshop(florence, await plan(florence, { title: 'Comprendre', inDays: 0, hours: 5 }), question);
  await florence.goto(`/parcours/atelier/${id}`);
  await button(florence, t.code).click();
  await expect(florence.getByRole('img', { name: t.picture })).toBeVisible();
  const address = await florence.getByRole('link', { name: /\/atelier\// }).getAttribute('href');
  return { id, code: new URL(address!).pathname.split('/').at(-1)! };
}

async function phoneAt(page: Page, origin: string, code: string): Promise<Page> {
  const context = await page.context().browser()!.newContext({ baseURL: origin, locale: 'fr-FR', viewport: { width: 360, height: 740 } });
  const opened = await context.newPage();
  await opened.goto(`/atelier/${code}`);
  await expect(opened.getByRole('heading', { name: question })).toBeVisible();
  return opened;
}

test('phones speak without an account, in a page of a few kilobytes, and the wall shows it at once', async ({ enter, server }) => {
  const florence = await enter('f01');
  const { code } = await openWall(florence);
  const one = await phoneAt(florence, server.origin, code);
  const bytes = await one.evaluate(() => (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0));
  expect(bytes).toBeLessThan(12_000);
  await one.getByLabel(phone.label).fill('Le temps manque');
  await button(one, phone.send).click();
  await expect(one.getByText(phone.thanks)).toBeVisible();
  await expect(florence.getByText('Le temps manque')).toBeVisible();
  await button(one, phone.another).click();
  await one.getByLabel(phone.label).fill('On se connaît mal');
  await button(one, phone.send).click();
  await expect(florence.getByText('On se connaît mal')).toBeVisible();
  await one.context().close();
});

test('thirty phones on one address are all heard, and a wall that is loaded anew shows the same code', async ({ enter, server }) => {
  const florence = await enter('f01');
  const { code } = await openWall(florence);
  const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => sayByCode(server.origin, code, `Phrase numéro ${index + 1}`)));
  expect(new Set(answers)).toEqual(new Set([200]));
  await expect(florence.getByRole('heading', { name: t.count(30) })).toBeVisible();
  await florence.reload();
  await expect(florence.getByRole('link', { name: new RegExp(code) })).toBeVisible();
  await expect(florence.getByRole('heading', { name: t.count(30) })).toBeVisible();
});

test('a phone that loses its network keeps its sentence, through a reload, and says it once', async ({ enter, server }) => {
  const florence = await enter('f01');
  const { code } = await openWall(florence);
  const one = await phoneAt(florence, server.origin, code);
  await one.getByLabel(phone.label).fill('Personne ne finance l’animation');
  // The server takes it, and its answer is lost.
  await one.route('**/api/workshops/by-code/**', async (route) => {
    if (route.request().method() === 'POST') await route.fetch();
    await route.abort();
  });
  await button(one, phone.send).click();
  await expect(one.getByText(phone.waiting)).toBeVisible();
  await one.unrouteAll({ behavior: 'ignoreErrors' });
  await one.reload();
  await expect(one.getByText(phone.thanks)).toBeVisible();
  await expect(florence.getByRole('heading', { name: t.count(1) })).toBeVisible();
  await one.context().close();
});

test('a code that was changed, or a workshop that is closed, is said in words', async ({ enter, server }) => {
  const florence = await enter('f01');
  const { code } = await openWall(florence);
  const one = await phoneAt(florence, server.origin, code);
  await button(florence, t.renew).click();
  await expect(florence.getByRole('link', { name: new RegExp(code) })).toHaveCount(0);
  await one.getByLabel(phone.label).fill('Trop tard');
  await button(one, phone.send).click();
  await expect(one.getByRole('heading', { name: phone.gone })).toBeVisible();

  const address = await florence.getByRole('link', { name: /\/atelier\// }).getAttribute('href');
  await one.goto(new URL(address!).pathname);
  await expect(one.getByRole('heading', { name: question })).toBeVisible();
  await button(florence, t.close).click();
  await florence.getByRole('dialog').getByRole('button', { name: t.close }).click();
  await expect(florence.getByText(t.closed)).toBeVisible();
  await one.getByLabel(phone.label).fill('Trop tard');
  await button(one, phone.send).click();
  await expect(one.getByRole('heading').filter({ hasText: new RegExp(`${phone.over}|${phone.gone}`) })).toBeVisible();
  await one.context().close();
});

test('sentences are sorted by a list or by hand, withdrawn for good, and become obstacles', async ({ enter, server }) => {
  const [florence, nadia] = [await enter('f01'), await enter('p01')] as const;
  const { id, code } = await openWall(florence);
  for (const text of ['Le temps manque', 'Untel bloque tout', 'On se connaît mal']) expect(await sayByCode(server.origin, code, text)).toBe(200);
  await nadia.goto(`/parcours/atelier/${id}`);
  await expect(nadia.getByText('Untel bloque tout')).toBeVisible();
  await expect(nadia.getByRole('combobox')).toHaveCount(0); // sorting is the facilitators'

  const theme = 'Tiers lieux & dialogue territorial';
  await florence.getByRole('combobox', { name: t.sort('Le temps manque') }).selectOption({ index: 5 });
  const sorted = nadia.getByRole('heading', { level: 3 });
  await expect(sorted).toHaveCount(2); // what waits, and one theme
  await florence.getByText('On se connaît mal').dragTo(florence.getByRole('heading', { level: 3, name: theme }));
  await expect(nadia.getByRole('heading', { level: 3, name: theme })).toBeVisible();

  await florence.getByRole('listitem').filter({ hasText: 'Untel bloque tout' }).getByRole('button', { name: t.withdraw }).click();
  await florence.getByRole('dialog').getByRole('button', { name: t.withdraw }).click();
  await expect(nadia.getByText('Untel bloque tout')).toHaveCount(0);
  expect(JSON.stringify(await ask(nadia, { getWorkshop: { workshopId: id } }))).not.toContain('Untel');

  await nadia.getByRole('listitem').filter({ hasText: 'Le temps manque' }).getByRole('link', { name: t.declare }).click();
  await expect(nadia.getByLabel(fr.declaring.declare.sentence)).toHaveValue('Le temps manque');
});
