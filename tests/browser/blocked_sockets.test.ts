// At a desk where WebSockets do not pass, everything works by requests that wait.
import { readFileSync } from 'node:fs';

import { expect } from '@playwright/test';

import { makeLongThread } from './support/many_messages';
import { Speaker } from './support/speaker';
import { choose, isUpToDate, message, post, write } from './support/talk';
import { test as base } from './support/test';
import { type Manner, TownHallProxy } from './support/town_hall_proxy';

const test = base.extend<{ townHall: TownHallProxy; manner: Manner; thread: string }>({
  manner: ['refuses', { option: true }],
  townHall: async ({ server, manner }, use) => {
    const proxy = await TownHallProxy.start(server.port, manner);
    await use(proxy);
    await proxy.end();
  },
  /** The address of a thread that both may write in. */
  thread: async ({ server }, use) => {
    const speaker = await Speaker.enter(server, 'f01');
    const { threadId } = await makeLongThread(speaker, 'Un fil pour tout le monde', 3);
    speaker.leave();
    await use(`/fil/${threadId}`);
  },
});

test('two people talk: posted, edited, reacted to, and seen at once', async ({ enter, townHall, thread }) => {
  const behind = await enter('p03', { baseURL: townHall.origin });
  const free = await enter('p11');
  await behind.goto(thread);
  await free.goto(thread);
  await isUpToDate(behind);
  expect(townHall.upgrades, 'the socket was tried').toBeGreaterThan(0);
  expect(townHall.polls).toBeGreaterThan(0);

  await post(behind, 'Ici, rien ne passe que le web.');
  await expect(message(free, 'rien ne passe')).toBeVisible();
  await write(free, 'On te lit très bien.');
  await expect(behind.getByText(/écrit…/)).toBeVisible();
  await post(free, 'On te lit très bien.');
  await expect(message(behind, 'On te lit très bien.')).toBeVisible();

  await choose(message(behind, 'rien ne passe'), 'Modifier');
  const editor = behind.getByRole('textbox', { name: 'Modifier votre message' });
  await editor.fill('Ici, presque rien ne passe.');
  await behind.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(message(free, 'presque rien ne passe').getByRole('button', { name: 'modifié' })).toBeVisible();

  await message(free, 'presque rien ne passe').getByRole('button', { name: 'Réagir' }).click();
  await free.getByRole('menuitem', { name: 'merci' }).or(free.getByRole('menuitemcheckbox', { name: 'merci' })).click();
  await expect(message(behind, 'presque rien').getByRole('button', { name: /merci/ })).toBeVisible();
});

test('files go and come, and what was said is found again', async ({ enter, townHall, thread }) => {
  const behind = await enter('p03', { baseURL: townHall.origin });
  const other = await enter('p11', { baseURL: townHall.origin });
  await behind.goto(thread);
  await other.goto(thread);
  const bytes = Buffer.from('une pomme de terre sert de preuve\n'.repeat(40_000)); // 1.4 MB
  await write(behind, 'Voici le compte rendu de la réunion sur le tilleul.');
  await behind.locator('input[type=file]').setInputFiles({ name: 'compte rendu.txt', mimeType: 'text/plain', buffer: bytes });
  await expect(behind.getByRole('list', { name: 'Pièces jointes' })).toContainText(/Mo|ko/);
  await behind.getByRole('button', { name: 'Envoyer', exact: true }).click();

  const link = message(other, 'sur le tilleul').getByRole('link', { name: /compte rendu\.txt/ });
  const [download] = await Promise.all([other.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe('compte rendu.txt');
  expect(readFileSync(await download.path())).toEqual(bytes);

  await other.goto('/recherche?q=tilleuls');
  await other.getByRole('link', { name: 'Un fil pour tout le monde' }).click();
  await expect(message(other, 'sur le tilleul')).toBeInViewport();
});

test('what was missed is made up for: offline for a while, and away', async ({ enter, townHall, thread }) => {
  const behind = await enter('p03', { baseURL: townHall.origin });
  const free = await enter('p11');
  await behind.goto(thread);
  await isUpToDate(behind);
  await free.goto(thread);

  await behind.context().setOffline(true);
  for (const words of ['Un, pendant la coupure.', 'Deux, pendant la coupure.']) await post(free, words);
  await expect(message(free, 'Deux, pendant')).toBeVisible();
  await behind.context().setOffline(false);
  await expect(message(behind, 'Deux, pendant la coupure.')).toBeVisible({ timeout: 40_000 });
  await expect(message(behind, 'Un, pendant la coupure.')).toHaveCount(1);

  await behind.goto('about:blank');
  await post(free, 'Trois, pendant l’absence.');
  await expect(message(free, 'Trois, pendant')).toBeVisible();
  await behind.goto('/');
  await isUpToDate(behind);
  const line = behind.getByRole('main').getByRole('link', { name: 'Un fil pour tout le monde' }).first();
  await line.click();
  await expect(message(behind, 'Trois, pendant l’absence.')).toBeVisible();
});

for (const manner of ['strips', 'swallows'] as const) {
  test.describe(`a proxy that ${manner} the request for a socket`, () => {
    test.use({ manner });
    test.slow(); // one that never answers is given up twice before the other way is taken
    test('one reads and writes', async ({ enter, townHall, thread }) => {
      const behind = await enter('p03', { baseURL: townHall.origin });
      await behind.goto(thread);
      await isUpToDate(behind);
      await post(behind, 'Par le chemin long.');
      await expect(message(behind, 'Par le chemin long.')).toBeVisible();
      expect(townHall.polls).toBeGreaterThan(0);
    });
  });
}
