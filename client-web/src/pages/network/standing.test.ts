import { expect, test } from 'vitest';
import { TerritoryState } from '../../protocol/messages';
import { isEngaged, standingOf, standings } from './standing';

test('a territory of which nothing was said is engaged, and so is one of a state that this page does not know', () => {
  expect(standingOf({ state: TerritoryState.UNSPECIFIED })).toBe('ENGAGED');
  expect(isEngaged({ state: 99 as TerritoryState })).toBe(true);
});

test('every state has its name', () => {
  expect(standings.map((name) => standingOf({ state: TerritoryState[name] }))).toEqual([...standings]);
});
