import { beforeEach, expect, test, vi } from 'vitest';
import type { TextBase, TextStep } from './text_store';
import { forgetTail, keepTail, tailBehind } from './text_tail';
import { useFakeStorage } from '../testing/fake_storage';

const base: TextBase = { owner: 'vallees/31', roadmapId: 12, editorId: 7, epoch: 'a', version: 3, text: '', unsent: [], sent: 0, canWrite: true, atMs: 5 };
const steps: TextStep[] = ['a', 'b', 'c'].map((inserted) => ({ own: { sections: [0, 1], inserted } }));

beforeEach(() => {
  useFakeStorage();
});

test('what was not on disk when the page was closed follows what was', () => {
  keepTail(base, 4, steps);
  expect(tailBehind(base, 4)).toEqual(steps);
  expect(tailBehind(base, 6), 'some of it has arrived all the same').toEqual(steps.slice(2));
  expect(tailBehind(base, 9)).toEqual([]);
  expect(tailBehind(base, 3), 'a step is missing before it').toEqual([]);
});

test('of another base it is nothing, and so is what was forgotten', () => {
  keepTail(base, 0, steps);
  expect(tailBehind({ ...base, version: 4 }, 0)).toEqual([]);
  expect(tailBehind({ ...base, atMs: 6 }, 0)).toEqual([]);
  forgetTail(base);
  expect(tailBehind(base, 0)).toEqual([]);
});

test('without a place to keep it there is none', () => {
  vi.stubGlobal('localStorage', undefined);
  keepTail(base, 0, steps);
  expect(tailBehind(base, 0)).toEqual([]);
});
