// Which opinions wait, and how a passage is quoted.
import { expect, test } from 'vitest';
import { RoadmapCommentBox as Box, RoadmapSuggestionState, RoadmapVerdict as Verdict, type RoadmapComment, type RoadmapView } from '../../../protocol/messages';
import { around, exchanged, quoted, sortComments, waitingCount } from './sorting';

const comment = (change: Partial<RoadmapComment>) =>
  ({ id: 1, box: Box.CONVINCES, verdict: Verdict.UNSPECIFIED, erased: false, closed: false, ...change }) as RoadmapComment;

test('an opinion waits until the pair says what it does with it', () => {
  const sorted = sortComments([
    comment({ id: 1 }),
    comment({ id: 2, verdict: Verdict.KEPT }),
    comment({ id: 3, closed: true }),
    comment({ id: 4, erased: true }),
    comment({ id: 5, box: Box.QUESTION }),
  ]);
  expect(sorted.waiting.map(({ id }) => id)).toEqual([1]);
  expect(sorted.answered.map(({ id }) => id)).toEqual([2, 4]);
  expect(sorted.closed.map(({ id }) => id)).toEqual([3]);
});

test('what waits is counted with the suggestions', () => {
  const view = { comments: [comment({})], suggestions: [{ state: RoadmapSuggestionState.OPEN }, { state: RoadmapSuggestionState.TAKEN }] } as unknown as RoadmapView;
  expect(waitingCount(view)).toBe(2);
});

test('a passage is quoted by its place, and one that is gone by nothing', () => {
  expect(quoted('Un chat noir', { from: 3, to: 7 })).toBe('chat');
  expect(quoted('Un chat noir', { from: 3, to: 3 })).toBeUndefined();
  expect(quoted('Un', { from: 3, to: 7 })).toBeUndefined();
});

test('of other words only those that differ are shown as changed', () => {
  expect(exchanged('Un chat noir dort.', 'Un chien noir dort.')).toEqual({ before: 'Un ', gone: 'chat', come: 'chien', after: ' noir dort.' });
  expect(exchanged('Un chat', 'Un chat noir')).toEqual({ before: 'Un chat', gone: '', come: ' noir', after: '' });
  expect(exchanged('chats', 'chat')).toEqual({ before: '', gone: 'chats', come: 'chat', after: '' });
  expect(exchanged('aa aa', 'aa')).toEqual({ before: 'aa', gone: ' aa', come: '', after: '' });
  expect(exchanged('tout', '')).toEqual({ before: '', gone: 'tout', come: '', after: '' });
});

test('around a passage stands its own line, cut where it is long', () => {
  expect(around('titre\nUn chat noir\nsuite', 9, 13)).toEqual({ before: 'Un ', after: ' noir' });
  expect(around('abcdefghij', 5, 6, 2)).toEqual({ before: '…de', after: 'gh…' });
});
