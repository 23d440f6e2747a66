// Lost networks, killed servers, closed tabs: nothing is lost, nothing is doubled, and the page says what is going on.
import { expect, type Page } from '@playwright/test';

import { test } from './support/cabled';
import { historyOf } from './support/many_messages';
import type { Server } from './support/server';
import { Speaker } from './support/speaker';
import { isUpToDate, message, openThread, post, says, wholeThread, write } from './support/talk';

test('one loses its network, the server is killed: both end with the same thread', async ({ enter, server, cable, threadId }) => {
  const far = await enter('p03', { baseURL: cable.origin });
  const near = await enter('p11');
  await openThread(far, threadId);
  await openThread(near, threadId);
  await post(far, 'Loin, avant.');
  await expect(message(near, 'Loin, avant.')).toBeVisible();

  cable.be('cut');
  await far.context().setOffline(true);
  await says(far, /Hors ligne/);
  await post(far, 'Loin, sans réseau, un.');
  await post(far, 'Loin, sans réseau, deux.');
  await expect(far.getByText('Non envoyé, sera envoyé au retour du réseau.')).toHaveCount(2);
  await says(far, /2 messages non envoyés/);
  await post(near, 'Près, pendant ce temps.');
  await expect(message(near, 'Près, pendant ce temps.')).toBeVisible();

  await server.kill();
  await says(near, /Hors ligne/);
  await post(near, 'Près, sans serveur.');
  await expect(near.getByText('Non envoyé, sera envoyé au retour du réseau.')).toBeVisible();
  await server.start();
  await expect(near.getByRole('list', { name: 'Messages non envoyés' })).toHaveCount(0, { timeout: 40_000 });
  cable.be('joined');
  await far.context().setOffline(false);

  const said = ['Loin, avant.', 'Loin, sans réseau, un.', 'Loin, sans réseau, deux.', 'Près, pendant ce temps.', 'Près, sans serveur.'];
  for (const page of [far, near]) {
    await isUpToDate(page);
    for (const words of said) await expect(message(page, words)).toHaveCount(1, { timeout: 40_000 });
    await expect(page.getByText(/non envoyé/i)).toHaveCount(0);
  }
  await haveTheSame(server, threadId, [far, near]);
});

test('the answer to a message is lost on its way: it is there once', async ({ enter, server, cable, threadId }) => {
  test.slow(); // a silent network is given time
  const far = await enter('p03', { baseURL: cable.origin });
  const near = await enter('p11');
  await openThread(far, threadId);
  await openThread(near, threadId);
  const desk = await enter('p03'); // the other device of who is far
  await openThread(desk, threadId);
  await isUpToDate(far);

  // What is written in a thread waits for the answers before it: of the draft too, which must not be lost as well.
  await write(far, 'M’entendez-vous ?');
  await expect(desk.getByRole('button', { name: /Reprendre votre brouillon : M’entendez-vous/ })).toBeVisible();
  await expect.poll(() => far.evaluate(keysOf, 'outbox')).toEqual([]);
  cable.be('deaf');
  await far.getByRole('button', { name: 'Envoyer', exact: true }).click();
  await expect(message(near, 'M’entendez-vous ?')).toBeVisible();
  await expect(far.getByText('Non envoyé, sera envoyé au retour du réseau.')).toBeVisible();
  cable.be('silent');
  await post(far, 'Et maintenant ?');
  cable.be('joined');
  await expect(message(far, 'Et maintenant ?')).toHaveCount(1, { timeout: 60_000 });
  await expect(message(near, 'Et maintenant ?')).toHaveCount(1);
  await haveTheSame(server, threadId, [far, near]);
});

test('a tab is closed with words that were not sent, and opened again without a network', async ({ enter, server, cable, threadId }) => {
  const page = await enter('p03', { baseURL: cable.origin });
  const near = await enter('p11');
  await openThread(near, threadId);
  await openThread(page, threadId);
  await isUpToDate(page);
  await isKeptForOffline(page, threadId);

  cable.be('cut');
  await says(page, /Hors ligne/);
  await post(page, 'Écrit avant de fermer.');
  await expect(page.getByText('Non envoyé, sera envoyé au retour du réseau.')).toBeVisible();
  const device = page.context();
  await page.close();

  const again = await device.newPage();
  await openThread(again, threadId);
  await expect(again.getByRole('list', { name: 'Messages non envoyés' })).toContainText('Écrit avant de fermer.');
  await expect(again.getByRole('article').first(), 'what was read is still there').toContainText('Message 0.');
  cable.be('joined');
  await expect(message(again, 'Écrit avant de fermer.')).toHaveCount(1, { timeout: 40_000 });
  await expect(message(near, 'Écrit avant de fermer.')).toHaveCount(1);
  await haveTheSame(server, threadId, [again, near]);
});

test('two tabs of one person: drafts and reading follow, nothing is sent twice', async ({ enter, server, cable, threadId }) => {
  const one = await enter('p03', { baseURL: cable.origin });
  await openThread(one, threadId);
  const two = await one.context().newPage();
  await openThread(two, threadId);
  await isUpToDate(two);

  await write(one, 'Commencé ici');
  await expect(two.getByRole('button', { name: /Reprendre votre brouillon : Commencé ici/ })).toBeVisible();

  cable.be('cut');
  for (const tab of [one, two]) await says(tab, /Hors ligne/);
  await post(one, 'Du premier onglet.');
  await post(two, 'Du second onglet.');
  await expect(two.getByRole('list', { name: 'Messages non envoyés' }).getByRole('listitem')).toHaveCount(2);
  await one.close();
  cable.be('joined');
  for (const words of ['Du premier onglet.', 'Du second onglet.']) await expect(message(two, words)).toHaveCount(1, { timeout: 40_000 });
  await expect(two.getByText(/non envoyé/i)).toHaveCount(0);
  await haveTheSame(server, threadId, [two]);
});

test('leaving in one tab leaves in the other, and nothing read stays on the device', async ({ enter, threadId }) => {
  const one = await enter('p03');
  const two = await one.context().newPage();
  await openThread(two, threadId);
  await one.goto('/compte');
  await one.getByRole('button', { name: 'Se déconnecter' }).click();
  for (const tab of [one, two]) await expect(tab.getByRole('heading', { name: 'Connexion' })).toBeVisible();
  const kept = await two.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name!);
    const texts: string[] = [JSON.stringify(localStorage)];
    for (const name of names) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve, reject) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result);
          reading.onerror = () => reject(reading.error);
        });
        texts.push(JSON.stringify(rows, (_, value: unknown) => (value instanceof Map || value instanceof Set ? [...value] : value)));
      }
      database.close();
    }
    return texts.join('\n');
  });
  expect(kept).not.toContain('Message 0');
  expect(kept).not.toContain('toutes les couleurs');
});

test('a dead key waits for its letter while messages arrive', async ({ enter, server, threadId }) => {
  const page = await enter('p03');
  const speaker = await Speaker.enter(server, 'p11');
  await openThread(page, threadId);
  await write(page, 'La for');
  const field = page.getByRole('textbox', { name: 'Votre message' });
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send('Input.imeSetComposition', { text: '^', selectionStart: 1, selectionEnd: 1 });
  for (let i = 0; i < 5; i += 1) await speaker.command({ postMessage: { threadId, body: `Pendant la touche morte, ${i}.` } });
  await expect(message(page, 'Pendant la touche morte, 4.')).toBeVisible();
  await keyboard.send('Input.insertText', { text: 'ê' });
  await page.keyboard.type('t parle');
  await expect(field).toHaveValue('La forêt parle');
  await expect(field).toBeFocused();
  speaker.leave();
});

async function haveTheSame(server: Server, threadId: number, pages: readonly Page[]): Promise<void> {
  const speaker = await Speaker.enter(server, 'p13');
  const truth = await historyOf(speaker, threadId);
  speaker.leave();
  expect(new Set(truth.map(({ body }) => body)).size, 'nothing is doubled').toBe(truth.length);
  const lines = truth.map(({ id, body }) => beginning(`${id} ${body}`));
  for (const page of pages) await expect.poll(async () => (await wholeThread(page)).map(beginning)).toEqual(lines);
}

/** Before the first mark of Markdown, in these threads. */
const beginning = (line: string): string => line.slice(0, line.indexOf(' ') + 13).trimEnd();

/** The page itself is on the device, and what it shows too. */
async function isKeptForOffline(page: Page, threadId: number): Promise<void> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  await isUpToDate(page);
  await expect.poll(() => page.evaluate(keysOf, 'cache')).toContain(`window ${threadId}`); // written some seconds after it is read
}

// Runs in the page: what is kept on the device, by its key, or by its name among what is the member's.
async function keysOf(store: string): Promise<string[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('ramure');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const keys = await new Promise<IDBValidKey[]>((resolve, reject) => {
    const reading = database.transaction(store).objectStore(store).getAllKeys();
    reading.onsuccess = () => resolve(reading.result);
    reading.onerror = () => reject(reading.error);
  });
  database.close();
  return keys.map((key) => String(Array.isArray(key) ? key.at(-1) : key));
}
