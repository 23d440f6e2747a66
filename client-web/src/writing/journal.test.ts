import { afterEach, expect, test, vi } from 'vitest';
import type { TextBase, TextStore } from '../keep/text_store';
import { FakeClock } from '../testing/fake_clock';
import { Journal } from './journal';
import { useFakeStorage } from '../testing/fake_storage';

afterEach(() => vi.unstubAllGlobals());

const base = (editorId: number): TextBase => ({
  owner: 'demo/3', roadmapId: 12, editorId, epoch: 'e', version: 1, text: 'Nos lieux', unsent: [], sent: 0, canWrite: true, atMs: editorId,
});

test('after a hole nothing lies beside the disk of any editor that was there before', async () => {
  const rows = useFakeStorage();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  let refuse: (error: Error) => void = () => {};
  const store = {
    begin: () => new Promise((_, reject) => (refuse = reject)),
    append: () => new Promise(() => {}),
    drop: async () => {},
  } as unknown as TextStore;
  const journal = new Journal(store, new FakeClock());
  journal.resume(base(7), []);
  journal.entries([{ own: { sections: [0, 1], inserted: 'a' } }]); // not on disk yet
  const made = journal.rewrite(base(8), undefined, false); // another editor takes its place
  journal.putDownNow();
  expect([...rows.keys()]).toEqual(['ramure.steps demo/3 12 7']);
  await Promise.resolve();
  await Promise.resolve();
  refuse(new Error('the disk is full'));
  await made;
  expect([journal.isUnsafe, rows.size]).toEqual([true, 0]);
});
