import { expect, test } from 'vitest';
import type { ToDoList } from '../../protocol/messages';
import { countsOf, kindsThere } from './things';

const empty = { notYetCome: [], unansweredObstacles: [], waitingRounds: [], firstVisits: [], proposedResources: [], quotes: [] } as unknown as ToDoList;
const quote = (answered: boolean) => ({ answered }) as ToDoList['quotes'][number];

test('nothing there is nothing to do', () => {
  expect(kindsThere(empty)).toEqual([]);
});

test('kinds come in the order of the page, whatever there is more of', () => {
  const visit = { memberId: 5, atMs: 1 } as ToDoList['firstVisits'][number];
  const list = { ...empty, firstVisits: [visit, visit], notYetCome: [{ memberId: 6, invitedAtMs: 1 }] } as unknown as ToDoList;
  expect(kindsThere(list)).toEqual(['notYetCome', 'visits']);
  expect(countsOf(list).visits).toBe(2);
});

test('a quote that was allowed waits for nobody', () => {
  expect(kindsThere({ ...empty, quotes: [quote(true)] })).toEqual([]);
  expect(countsOf({ ...empty, quotes: [quote(true), quote(false)] }).quotes).toBe(1);
});
