import { expect, test, vi } from 'vitest';
import type { TextCopy } from './text_store';
import { forgetLoose, holdCopy } from '../writing/loose_copies';
import { onAlone } from './alone';
import { forgetTyped, keepTyped, typedSince } from './typed';
import { useFakeStorage } from '../testing/fake_storage';

test('the page knows of words of forms and of copies that the device did not take, whatever page is open', () => {
  let isFull = true;
  useFakeStorage(() => isFull);
  const told: boolean[] = [];
  onAlone((holdsAny) => told.push(holdsAny));
  keepTyped('workshop 12', { text: 'Le temps', atMs: 1 });
  expect(typedSince('workshop 12', 0), 'its page was left and opened again').toBe('Le temps');
  const copy = { id: 'a', owner: 'demo/3', roadmapId: 12 } as TextCopy;
  holdCopy(copy, false);
  forgetTyped('workshop 12');
  expect(told).toEqual([false, true]);
  forgetLoose('a');
  keepTyped('workshop 13', { text: 'Le temps', atMs: 1 });
  isFull = false;
  keepTyped('workshop 13', { text: 'Le temps manque', atMs: 2 });
  expect(told).toEqual([false, true, false, true, false]);
  vi.unstubAllGlobals();
});
