import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dropReadTyped, forgetTyped, keepTyped, typedSince } from './typed';
import { useFakeStorage } from '../testing/fake_storage';

let rows: Map<string, string>;
let isFull = false;
beforeEach(() => {
  isFull = false;
  rows = useFakeStorage(() => isFull);
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
  expect(typedSince('thread 40', 0), 'the page holds it').toBe('x');
  forgetTyped('thread 40');
  rows.set('ramure.typed  thread 40', '{"text": 7');
  expect(typedSince('thread 40', 0)).toBeUndefined();
});

test('changes of what others wrote go with what was read, at the sign-out or with their place; one’s own words stay', () => {
  rows.set('ramure.owner', 'demo/3');
  const keepAll = () => {
    keepTyped('gathering 40 edit', { text: 'Leurs mots, changés', atMs: 1, channelId: 7 });
    keepTyped('gathering 41 edit', { text: 'D’autres', atMs: 1, channelId: 8 });
    keepTyped('workshop 42', { text: 'À moi', atMs: 1 });
  };
  const left = () => ['gathering 40 edit', 'gathering 41 edit', 'workshop 42'].map((place) => typedSince(place, 0));
  keepAll();
  dropReadTyped('demo/4', () => true);
  expect(left()).not.toContain(undefined);
  dropReadTyped('demo/3', (channelId) => channelId === 7);
  expect(left()).toEqual([undefined, 'D’autres', 'À moi']);
  keepAll();
  dropReadTyped('demo/3', () => true);
  expect(left()).toEqual([undefined, undefined, 'À moi']);
});
