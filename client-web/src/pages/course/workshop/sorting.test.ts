import { expect, test } from 'vitest';
import type { Theme, WorkshopSentence } from '../../../protocol/messages';
import { groupsOf, standing } from './sorting';

const theme = (id: number, position: number) => ({ id, position, title: `thème ${id}` }) as unknown as Theme;
const sentence = (id: number, themeId = 0, withdrawn = false): WorkshopSentence => ({ id, text: `phrase ${id}`, themeId, withdrawn });
const themes = [theme(8, 2), theme(7, 1)];
const shown = (sentences: WorkshopSentence[], withEmpty = false) =>
  groupsOf(sentences, themes, withEmpty).map((group) => [group.theme?.id ?? 0, group.sentences.map(({ id }) => id)]);

test('what waits comes first, then themes in their order, sentences as they came', () => {
  expect(shown([sentence(1, 8), sentence(2), sentence(3, 7), sentence(4, 8)])).toEqual([[0, [2]], [7, [3]], [8, [1, 4]]]);
});

test('empty themes are shown where one may drop into them', () => {
  expect(shown([sentence(1)])).toEqual([[0, [1]]]);
  expect(shown([sentence(1)], true)).toEqual([[0, [1]], [7, []], [8, []]]);
});

test('a sentence under a theme that is not known here is still there', () => {
  expect(shown([sentence(1, 99)])).toEqual([[0, [1]]]);
});

test('what was withdrawn does not stand on the wall', () => {
  expect(standing([sentence(1), sentence(2, 0, true)]).map(({ id }) => id)).toEqual([1]);
});
