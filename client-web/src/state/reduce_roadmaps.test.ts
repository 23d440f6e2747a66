// What the events of roadmaps make of a state: what is asked for again, and what is let go.
import { describe, expect, test } from 'vitest';
import type { AnswerBody, RoadmapView } from '../protocol/messages';
import { eventOf } from '../testing/told';
import { answer, closeRoadmap, openRoadmap, refused } from './answers';
import { reduce } from './reduce';
import { emptyState, type State } from './state';

const id = 40;
const changed = (seq: number, roadmapId = id) =>
  eventOf(seq, { case: 'roadmap', value: { roadmapId, body: { case: 'textUpdated', value: { textVersion: seq } } } }, { audience: { case: 'channelId', value: roadmapId } });

const viewOf = (roadmapId: number, title: string) => ({ id: roadmapId, title }) as unknown as RoadmapView;
const told = (title: string, roadmapId = id) =>
  ({ case: 'roadmap', value: { view: viewOf(roadmapId, title), epoch: 'e' } }) as unknown as AnswerBody;
const arrived = (state: State, title: string, asOf: number, roadmapId = id): State =>
  answer(state, { case: 'getRoadmap', value: { roadmapId } }, told(title, roadmapId), asOf, 0);
const opened = (state: State, title: string, asOf: number, roadmapId = id): State =>
  arrived(openRoadmap(state, roadmapId), title, asOf, roadmapId);

describe('a roadmap that is looked at', () => {
  test('is asked for again after an event, and not for one that its picture holds already', () => {
    const state = opened(emptyState, 'Nos lieux', 50);
    expect(reduce(state, [changed(50)]).wants.roadmaps.has(id)).toBe(false);
    expect(reduce(state, [changed(51)]).wants.roadmaps.has(id)).toBe(true);
  });

  test('keeps the newer of two pictures, whichever comes first', () => {
    const state = opened(opened(emptyState, 'nouveau', 60), 'ancien', 55);
    expect(state.roadmaps.get(id)?.view.title).toBe('nouveau');
  });

  test('is not asked for any more once it is closed, and stays on the device', () => {
    const state = reduce(closeRoadmap(opened(emptyState, 'Nos lieux', 50), id), [changed(51)]);
    expect(state.wants.roadmaps.size).toBe(0);
    expect(state.roadmaps.get(id)?.view.title).toBe('Nos lieux');
  });

  test('is not looked at either when it was closed before its first picture came', () => {
    const state = arrived(closeRoadmap(openRoadmap(emptyState, id), id), 'Nos lieux', 50);
    expect(reduce(state, [changed(51)]).wants.roadmaps.size).toBe(0);
    expect(state.roadmaps.get(id)?.view.title).toBe('Nos lieux');
  });

  test('is looked at further when it comes back in a new picture', () => {
    const gone = refused(opened(emptyState, 'Nos lieux', 50), { case: 'getRoadmap', value: { roadmapId: id } }, 51);
    expect(reduce(arrived(gone, 'Nos lieux', 52), [changed(53)]).wants.roadmaps.has(id)).toBe(true);
  });

  test('is let go when it is not shared with one any more', () => {
    const entered = opened(emptyState, 'Nos lieux', 50);
    const left = reduce(entered, [eventOf(51, { case: 'membershipEnded', value: { channelId: id } })]);
    expect(left.roadmaps.has(id)).toBe(false);
    expect(refused(entered, { case: 'getRoadmap', value: { roadmapId: id } }, 51).roadmaps.has(id)).toBe(false);
  });

  test('is not taken for an older version of itself', () => {
    const state = answer(emptyState, { case: 'getRoadmap', value: { roadmapId: id, versionId: 7 } }, told('autrefois'), 50, 0);
    expect(state.roadmaps.size).toBe(0);
  });
});

test('at most eight are held, those that were looked at last', () => {
  let state: State = emptyState;
  for (let n = 1; n <= 12; n += 1) state = closeRoadmap(opened(state, `n° ${n}`, n, n), n);
  expect([...state.roadmaps.keys()]).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
});

test('the list is asked for again when something happened to any of them', () => {
  const state = answer(emptyState, { case: 'listRoadmaps', value: {} }, { case: 'roadmapList', value: { rows: [] } } as unknown as AnswerBody, 50, 0);
  expect(reduce(state, [changed(51)]).wants.roadmaps.has(0)).toBe(true);
  expect(reduce(emptyState, [changed(51)]).wants.roadmaps.size).toBe(0);
});

test('the list is asked for again after a new picture, also one that holds no roadmap any more', () => {
  const none = { channels: [], memberships: [], members: [], territories: [], themes: [], threads: [], moreThreads: false, moreDirectory: false, word: undefined };
  const pictured = (state: State) => answer(state, { case: 'getSnapshot', value: {} }, { case: 'snapshot', value: none } as unknown as AnswerBody, 60, 0);
  const listed = answer(emptyState, { case: 'listRoadmaps', value: {} }, { case: 'roadmapList', value: { rows: [{ roadmapId: id }] } } as unknown as AnswerBody, 50, 0);
  expect(pictured(listed).wants.roadmaps.has(0)).toBe(true);
  expect(pictured(emptyState).wants.roadmaps.size).toBe(0);
});
