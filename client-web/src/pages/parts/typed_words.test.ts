import { beforeEach, expect, test } from 'vitest';
import { keepWords, keptWords, markOf } from './typed_words';
import { useFakeStorage } from '../../testing/fake_storage';

let held = new Map<string, string>();

beforeEach(() => {
  held = useFakeStorage();
});

const begun = { text: '', box: 1 };

test('what was typed in a form is there when it is opened again', () => {
  keepWords('roadmap 12 comment', begun, { text: 'Je me demande', box: 2 });
  expect(keptWords('roadmap 12 comment', begun)).toEqual({ text: 'Je me demande', box: 2 });
  expect(keptWords('roadmap 13 comment', begun)).toEqual(begun);
});

test('nothing is kept of a form that is as it began', () => {
  keepWords('roadmap 12 comment', begun, { text: 'Je', box: 1 });
  keepWords('roadmap 12 comment', begun, { text: '', box: 1 });
  expect(held.size).toBe(0);
});

test('what is not of this form is left out', () => {
  keepWords('roadmap 12 comment', begun, { text: 'Je', box: 'x', more: 'y' } as unknown as typeof begun);
  expect(keptWords('roadmap 12 comment', begun)).toEqual({ text: 'Je', box: 1 });
});

test('other words have another mark', () => {
  expect(markOf('Nos lieux')).toBe(markOf('Nos lieux'));
  expect(markOf('Nos lieux')).not.toBe(markOf('Nos liens'));
});

test('lists and objects in a form are kept, too, and forgotten when they are as they were', () => {
  const form = { parts: [{ title: '' }] };
  keepWords('gathering 12 edit', form, { parts: [{ title: 'Accueil' }] });
  expect(keptWords('gathering 12 edit', form)).toEqual({ parts: [{ title: 'Accueil' }] });
  keepWords('gathering 12 edit', form, { parts: [{ title: '' }] });
  expect(held.size).toBe(0);
});

test('of a form that began with what others wrote only the touched fields are kept', () => {
  const form = { answer: 'Elle hésite encore', verdict: 1 };
  keepWords('roadmap 12 answer 3', form, { answer: 'Elle hésite encore', verdict: 2 }, 7);
  expect([...held.values()].join()).not.toContain('hésite');
  expect(keptWords('roadmap 12 answer 3', form)).toEqual({ answer: 'Elle hésite encore', verdict: 2 });
});
