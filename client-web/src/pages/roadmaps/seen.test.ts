import { expect, test } from 'vitest';
import type { RoadmapView } from '../../protocol/messages';
import { emptyState, noWants, type State } from '../../state/state';
import { seenOf, seenToTell } from './seen';

const view = { id: 40, textVersion: 7 } as unknown as RoadmapView;
const state: State = { ...emptyState, cursorSeq: 60, roadmaps: new Map([[40, { id: 40, view, epoch: 'e', asOf: 50 }]]) };

test('one has seen what is shown, not what the state has heard of since', () => {
  expect(seenToTell(state, 40)).toEqual({ roadmapId: 40, textVersion: 7, seq: 50 });
  expect(seenToTell(state, 41)).toBeUndefined();
});

test('nothing is told while the roadmap is asked for anew', () => {
  const wanted = { ...state, wants: { ...noWants, roadmaps: new Set([40]) } };
  expect(seenToTell(wanted, 40)).toBeUndefined();
  expect(seenOf(wanted, 40)?.seq).toBe(50);
});
