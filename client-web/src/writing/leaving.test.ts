import { expect, test } from 'vitest';
import 'fake-indexeddb/auto';
import type { Session } from '../client/session';
import { openDatabase } from '../keep/database';
import { databaseTexts } from '../keep/text_store';
import { FakeClock, settle } from '../testing/fake_clock';
import { FakeLocks } from '../testing/fake_locks';
import { bringIn } from './leaving';

test('who signs out and in again in one tab goes on with what the editor that was left had', async () => {
  const database = (await openDatabase('leaving 1'))!;
  const change = { sections: [5, -1, 0, 1], inserted: 's' };
  const base = { owner: 'vallees/31', roadmapId: 12, editorId: 7, epoch: 'a', version: 3, text: 'Bilan', unsent: [change], sent: 0, canWrite: true, atMs: 1 };
  await databaseTexts(database).begin(base);
  const locks = new FakeLocks().forTab({});
  const signedIn = () =>
    ({
      options: { database, locks, clock: new FakeClock(), random: () => 0.5 },
      state: { me: { id: 31 }, community: { slug: 'vallees' } },
      connection: { isOpen: false, requests: { request: () => new Promise(() => {}) } },
      texts: new Set(),
    }) as unknown as Session;
  const first = signedIn();
  const second = signedIn();
  const unsentIn = ({ texts }: Session) => [...texts].map((text) => (text as { unsentCount?: number }).unsentCount);
  void bringIn(first, [12]);
  await expect.poll(() => unsentIn(first)).toEqual([1]);
  void bringIn(second, [12]);
  await expect.poll(() => unsentIn(second)).toEqual([1]);
  await settle(2);
  expect(unsentIn(first)).toEqual([]);
});
