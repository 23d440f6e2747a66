import { expect, test } from 'vitest';
import { beginningFrom, begunWith, sentenceMax } from './from_sentence';

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

test('a sentence of the room that comes late overwrites nothing that was typed', () => {
  const said = { sentence: 'Le temps manque', story: 'Le temps manque à tous', themeId: 8 };
  const empty = { sentence: '', story: '', themeId: 0 };
  expect(begunWith(said, empty)).toEqual(said);
  expect(begunWith(said, { ...empty, sentence: 'Chez nous' })).toEqual({});
  expect(begunWith(said, { ...empty, story: 'Depuis mars', themeId: 9 })).toEqual({ sentence: 'Le temps manque' });
});
