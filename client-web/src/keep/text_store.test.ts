import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { openDatabase, textsOn } from './database';
import { keepTail } from './text_tail';
import { databaseTexts, dropReadTexts, hasUnsent, type TextBase } from './text_store';
import { useFakeStorage } from '../testing/fake_storage';

const base = (editorId: number, roadmapId = 12): TextBase => ({
  owner: 'vallees/31',
  roadmapId,
  editorId,
  epoch: 'a',
  version: 310,
  text: 'Bilan',
  unsent: [],
  sent: 0,
  canWrite: true,
  atMs: 1,
});
const change = { sections: [5, -1, 0, 1], inserted: 's' };

test('a base and its steps, in order; a new base takes the place of both', async () => {
  const store = databaseTexts((await openDatabase('texts 1'))!);
  await store.begin(base(7));
  await store.append(['vallees/31', 12, 7], 0, [{ own: change }, { sent: 1 }], false);
  await store.append(['vallees/31', 12, 7], 2, [{ entry: { version: 311, authorId: 31, editorId: 7, change } }], true);
  const steps = await store.steps(['vallees/31', 12, 7]);
  expect(steps.map((step) => Object.keys(step)[0])).toEqual(['own', 'sent', 'entry']);
  expect(hasUnsent(base(7), steps)).toBe(false);
  expect(hasUnsent(base(7), steps.slice(0, 2))).toBe(true);
  await store.begin(base(8), ['vallees/31', 12, 7]);
  expect((await store.bases('vallees/31')).map(({ editorId }) => editorId)).toEqual([8]);
  expect(await store.steps(['vallees/31', 12, 7])).toEqual([]);
  expect(await store.bases('vallees/3')).toEqual([]);
});

test('nothing is put behind a base that is gone', async () => {
  const store = databaseTexts((await openDatabase('texts 4'))!);
  await store.begin(base(7));
  await store.drop(['vallees/31', 12, 7]);
  await expect(store.append(['vallees/31', 12, 7], 0, [{ own: change }], false)).rejects.toThrow('not kept');
  expect(await store.steps(['vallees/31', 12, 7])).toEqual([]);
});

test('what was read goes from the device; what was not sent stays', async () => {
  const database = (await openDatabase('texts 2'))!;
  const store = databaseTexts(database);
  await store.begin(base(7));
  await store.begin(base(8));
  await store.append(['vallees/31', 12, 8], 0, [{ own: change }], true);
  await store.begin(base(9, 13));
  await dropReadTexts(database, 'vallees/31', (roadmapId) => roadmapId === 12);
  expect((await store.bases('vallees/31')).map(({ editorId }) => editorId)).toEqual([8, 9]);
  await dropReadTexts(database, 'vallees/31');
  expect((await store.bases('vallees/31')).map(({ editorId }) => editorId)).toEqual([8]);
});

test('copies stay until they are given up', async () => {
  const store = databaseTexts((await openDatabase('texts 3'))!);
  await store.keepCopy({ id: 'a', owner: 'vallees/31', roadmapId: 12, atMs: 1, cause: 'epoch', base: 'Bilan', change });
  expect(await store.copies('vallees/31', 12)).toHaveLength(1);
  expect(await store.copies('vallees/31', 13)).toEqual([]);
  await store.dropCopy('a');
  expect(await store.copies('vallees/31', 12)).toEqual([]);
});

test('of copies in a text that may not be read any more the own words stay', async () => {
  const database = (await openDatabase('texts 6'))!;
  const store = databaseTexts(database);
  const kept = (id: string, roadmapId: number) => ({ id, owner: 'vallees/31', roadmapId, atMs: 1, cause: 'epoch' as const, base: 'Bilan', change });
  await store.keepCopy(kept('a', 12));
  await store.keepCopy(kept('b', 13));
  await store.keepCopy({ ...kept('c', 12), owner: 'vallees/32' });
  expect(await textsOn(database), 'there are copies only').toBeDefined();
  await dropReadTexts(database, 'vallees/31', (roadmapId) => roadmapId === 12);
  expect(await store.copies('vallees/31', 12)).toEqual([{ ...kept('a', 12), base: '', change: { sections: [0, 1], inserted: 's' } }]);
  expect(await store.copies('vallees/31', 13)).toEqual([kept('b', 13)]);
  expect((await store.copies('vallees/32', 12))[0]?.base).toBe('Bilan');
  await dropReadTexts(database, 'vallees/31');
  expect((await store.copies('vallees/31', 13))[0]?.base).toBe('');
});

test('what a closed page left beside the database comes behind what is in it, and goes into it', async () => {
  const held = useFakeStorage();
  const store = databaseTexts((await openDatabase('texts 5'))!);
  const key = ['vallees/31', 12, 7] as const;
  await store.begin(base(7));
  await store.append(key, 0, [{ own: change }], true);
  keepTail(base(7), 0, [{ own: change }, { own: change }, { sent: 1 }]); // the first one has arrived all the same
  expect(await store.steps(key)).toHaveLength(3);
  await store.takeTail(key);
  await store.takeTail(key);
  expect(held.size).toBe(0);
  expect(await store.steps(key)).toEqual([{ own: change }, { own: change }, { sent: 1 }]);
  await store.append(key, 3, [{ own: change }], true);
  expect(await store.steps(key)).toHaveLength(4);
  vi.unstubAllGlobals();
});
