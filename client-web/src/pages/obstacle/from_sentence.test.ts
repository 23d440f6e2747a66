import { expect, test } from 'vitest';
import { beginningFrom, sentenceMax } from './from_sentence';

test('a sentence of the workshop begins an obstacle as it is', () => {
  expect(beginningFrom('Le temps manque')).toEqual({ sentence: 'Le temps manque', story: '' });
  expect(beginningFrom('x'.repeat(sentenceMax)).story).toBe('');
});

test('one that is too long is cut between words, and told whole in the story', () => {
  const long = 'Financer '.repeat(40).trim();
  const { sentence, story } = beginningFrom(long);
  expect(sentence.length).toBeLessThanOrEqual(sentenceMax);
  expect(sentence).toMatch(/Financer…$/);
  expect(story).toBe(long);
  expect(beginningFrom('x'.repeat(300)).sentence).toHaveLength(sentenceMax);
});
