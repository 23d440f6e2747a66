import { expect, test } from 'vitest';
import { wrongWith } from './words';

const body = 'On a commencé petit, avec <@12>.\n\nPuis les voisins sont venus.';

test.each([
  ['On a commencé petit', undefined],
  ['  avec <@12>.\n\nPuis les voisins ', undefined],
  ['', 'empty'],
  ['   ', 'empty'],
  ['on a commencé petit', 'notInside'], // not as it is written
  ['On a commencé petit… les voisins sont venus', 'notInside'],
])('« %s » may be asked for, or: %s', (words, wrong) => {
  expect(wrongWith(words, body)).toBe(wrong);
});

test('a thousand bytes may be asked for, and not one more', () => {
  const long = 'é'.repeat(501);
  expect(wrongWith(long.slice(1), long)).toBeUndefined();
  expect(wrongWith(long, long)).toBe('tooLong');
});
