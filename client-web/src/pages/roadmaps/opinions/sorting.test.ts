// Which opinions wait, and how a passage is quoted.
import { expect, test } from 'vitest';
import { RoadmapCommentBox as Box, RoadmapSuggestionState, RoadmapVerdict as Verdict, type RoadmapComment, type RoadmapView } from '../../../protocol/messages';
import { around, quoted, sortComments, waitingCount } from './sorting';

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

test('around a passage stands its own line, cut where it is long', () => {
  expect(around('titre\nUn chat noir\nsuite', 9, 13)).toEqual({ before: 'Un ', after: ' noir' });
  expect(around('abcdefghij', 5, 6, 2)).toEqual({ before: '…de', after: 'gh…' });
});
