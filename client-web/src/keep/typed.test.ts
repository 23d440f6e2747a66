import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetTyped, keepTyped, typedSince } from './typed';

let rows: Map<string, string>;
let isFull = false;
beforeEach(() => {
  rows = new Map();
  isFull = false;
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => rows.get(name) ?? null,
    removeItem: (name: string) => rows.delete(name),
    setItem: (name: string, value: string) => {
      if (isFull) throw new DOMException('full', 'QuotaExceededError');
      rows.set(name, value);
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

test('what was typed after the draft was last saved is taken up, until it is forgotten', () => {
  keepTyped('thread 40', { text: 'La fin de ma phrase', atMs: 2_000 });
  expect(typedSince('thread 40', 1_000)).toBe('La fin de ma phrase');
  expect(typedSince('thread 41', 0)).toBeUndefined();
  expect(typedSince('thread 40', 3_000), 'the other device was later').toBeUndefined();
  forgetTyped('thread 40');
  expect(typedSince('thread 40', 1_000)).toBeUndefined();
});

test('it belongs to whoever typed it', () => {
  rows.set('ramure.owner', 'demo/3');
  keepTyped('thread 40', { text: 'À moi', atMs: 2_000 });
  rows.set('ramure.owner', 'demo/4');
  expect(typedSince('thread 40', 0)).toBeUndefined();
});

test('a full device and a spoilt row are no news', () => {
  isFull = true;
  keepTyped('thread 40', { text: 'x', atMs: 1 });
  isFull = false;
  rows.set('ramure.typed  thread 40', '{"text": 7');
  expect(typedSince('thread 40', 0)).toBeUndefined();
});
