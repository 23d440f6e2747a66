// What the device does: a tab that closes in the middle of a word, a disk that is full, notifications.
import { expect, type Page } from '@playwright/test';

import { test, threadTitle } from './support/cabled';
import { channelOf } from './support/many_messages';
import { Speaker } from './support/speaker';
import { isUpToDate, message, openThread, post, says, write } from './support/talk';

for (const condition of ['joined', 'cut'] as const) {
  for (const way of ['closed', 'left for another page'] as const) {
    test(`the last second of typing is kept when a tab is ${way}, network ${condition}`, async ({ enter, cable, threadId }) => {
      const page = await enter('p03', { baseURL: cable.origin });
      const device = page.context();
      await page.evaluate(async () => void (await navigator.serviceWorker.ready));
      await openThread(page, threadId);
      await isUpToDate(page);
      await isOnDevice(page, threadId);
      await write(page, 'Une phrase ');
      cable.be(condition);
      if (condition === 'cut') await says(page, /Hors ligne/);
      await page.getByRole('textbox', { name: 'Votre message' }).pressSequentially('que je finis à peine');
      if (way === 'closed') await page.close();
      else await page.goto('about:blank');

      const again = await device.newPage();
      await openThread(again, threadId);
      await expect(again.getByRole('button', { name: 'Reprendre votre brouillon : Une phrase que je finis à peine' })).toBeVisible();
    });
  }
}

test('a full disk: the page says that it must stay open, and sends all the same', async ({ enter, cable, threadId }) => {
  const page = await enter('p03', { baseURL: cable.origin });
  await openThread(page, threadId);
  await isUpToDate(page);
  await fillDisk(page);
  cable.be('cut');
  await says(page, /Hors ligne/);
  await post(page, 'Écrit sur rien.');
  await says(page, /1 message non envoyé/);
  await says(page, /Cet appareil ne peut rien garder\s: laissez cette page ouverte jusqu’à l’envoi\./);
  const warned = page.waitForEvent('dialog');
  const closing = page.close({ runBeforeUnload: true });
  const dialog = await warned;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await closing;
  cable.be('joined');
  await expect(message(page, 'Écrit sur rien.')).toHaveCount(1, { timeout: 40_000 });
  await expect(page.getByText(/ne peut rien garder/)).toHaveCount(0);
});

test('the browser tells of a public thread by its title, of a private place by its name alone, and never what is said', async ({ enter, server, threadId }) => {
  const page = await enter('p03', { permissions: ['notifications'] });
  const friend = await Speaker.enter(server, 'p04');
  await page.goto('/compte');
  await page.getByRole('radio', { name: 'Tout ce qui est nouveau' }).check();
  await page.addInitScript(recordNotifications);
  await page.goto('/reseau');
  await isUpToDate(page);

  await page.evaluate(() => Object.assign(window, { isHidden: true }));
  await friend.command({ postMessage: { threadId, body: 'Mot secret : tilleul.' } });
  const told = () => page.evaluate(() => (window as unknown as { told: { title: string; body: string }[] }).told.map(({ title, body }) => ({ title: title.replaceAll('\u00a0', ' '), body })));
  await expect.poll(told).toEqual([{ title: `Nouveau message dans « ${threadTitle} »`, body: '' }]);
  const channelId = await channelOf(friend, 'CHANNEL_KIND_PAIR');
  await friend.command({ openThread: { channelId, kind: 'THREAD_KIND_DISCUSSION', title: 'Un titre en confidence', body: 'Mot secret : sureau.' } });
  await expect.poll(told).toHaveLength(2);
  expect((await told())[1]!.title).toMatch(/^Nouveau message dans « À deux/);
  expect(JSON.stringify(await told())).not.toMatch(/secret|confidence/);

  await page.evaluate(() => Object.assign(window, { isHidden: false }));
  await friend.command({ postMessage: { threadId, body: 'Pendant que l’on regarde.' } });
  await page.getByRole('link', { name: 'Échanges', exact: true }).click(); // without loading the page anew
  await page.getByRole('main').getByRole('link', { name: threadTitle }).click();
  await expect(message(page, 'Pendant que l’on regarde.')).toBeVisible();
  expect(await told(), 'nothing is told of while the page is looked at').toHaveLength(2);
  friend.leave();
});

/** What was read of the thread has been put into the browser's database. */
async function isOnDevice(page: Page, threadId: number): Promise<void> {
  await expect.poll(() => page.evaluate(async (wanted) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('ramure');
      opening.onsuccess = () => resolve(opening.result);
    });
    const keys = await new Promise<IDBValidKey[]>((resolve) => {
      const reading = database.transaction('cache').objectStore('cache').getAllKeys();
      reading.onsuccess = () => resolve(reading.result);
    });
    database.close();
    return keys.some((key) => JSON.stringify(key).includes(String(wanted)));
  }, threadId)).toBe(true);
}

// Runs in the page: every write is refused from now on.
function fillDisk(page: Page): Promise<void> {
  return page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('the disk is full', 'QuotaExceededError');
    };
  });
}

// Runs in the page, before it. The notifications are real; what they say is noted.
function recordNotifications(): void {
  const told: { title: string; body: string }[] = [];
  const Real = Notification;
  class Noted extends Real {
    constructor(title: string, options: NotificationOptions = {}) {
      super(title, options);
      told.push({ title, body: options.body ?? '' });
    }
  }
  Object.assign(window, { told, Notification: Noted, isHidden: false });
  Object.defineProperty(document, 'visibilityState', { get: () => ((window as unknown as { isHidden: boolean }).isHidden ? 'hidden' : 'visible') });
}
