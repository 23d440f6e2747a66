import { expect, test } from 'vitest';
import { GatheringKind, type GatheringRow } from '../../protocol/messages';
import { courseOf, nextOf, sessionsOf } from './order';

const hourMs = 3_600_000;
const row = (id: number, startsAtMs: number, more: object = {}) =>
  ({ gathering: { id, startsAtMs, endsAtMs: startsAtMs + hourMs, kind: GatheringKind.OTHER, sessionNumber: 0, cancelled: false, ...more } }) as unknown as GatheringRow;
const session = (id: number, startsAtMs: number, sessionNumber: number, more: object = {}) =>
  row(id, startsAtMs, { kind: GatheringKind.SESSION, sessionNumber, ...more });
const ids = (rows: readonly { gathering: { id: number } }[]) => rows.map(({ gathering }) => gathering.id);

test('what is next comes first, what was last comes first of the past', () => {
  const course = courseOf([row(4, 40 * hourMs), row(1, 0), row(3, 30 * hourMs), row(2, 10 * hourMs)], 20 * hourMs);
  expect([ids(course.ahead), ids(course.past)]).toEqual([[3, 4], [2, 1]]);
});

test('what has begun is not over', () => {
  expect(ids(courseOf([row(1, 0)], hourMs / 2).ahead)).toEqual([1]);
  expect(ids(courseOf([row(1, 0)], hourMs).past)).toEqual([1]);
});

test('one does not wait for what was cancelled', () => {
  const course = courseOf([row(1, hourMs, { cancelled: true }), row(2, 2 * hourMs)], 0);
  expect([ids(course.ahead), nextOf(course)?.gathering.id]).toEqual([[1, 2], 2]);
  expect(nextOf(courseOf([], 0))).toBeUndefined();
});

test('there are four sessions in any case, and more where more are planned', () => {
  expect(sessionsOf([]).map(({ number, row: held }) => [number, held])).toEqual([[1, undefined], [2, undefined], [3, undefined], [4, undefined]]);
  expect(sessionsOf([session(9, 1, 6)]).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('of two sessions with one number the one that takes place is shown', () => {
  const shown = (...rows: GatheringRow[]) => sessionsOf(rows)[0]!.row?.gathering.id;
  expect(shown(session(1, 10, 1), session(2, 20, 1, { cancelled: true }))).toBe(1);
  expect(shown(session(1, 10, 1, { cancelled: true }), session(2, 20, 1))).toBe(2);
  expect(shown(session(1, 10, 1, { cancelled: true }), session(2, 20, 1, { cancelled: true }))).toBe(2);
});
