import { expect, test } from 'vitest';
import { RoundStatus, type Member, type RoundRow, type Thread } from '../../protocol/messages';
import { emptyState, type State } from '../../state/state';
import { roundsFrom } from './rounds';

const me = { id: 5 } as Member;
const thread = { id: 40, channelId: 7, authorId: 5, territoryId: 0 } as Thread;
const channels = new Map([[7, { membership: { canWrite: true } }]]) as unknown as State['channels'];
const row = (more: object) => ({ roundId: 60, status: RoundStatus.PLANNED, plan: { sourceThreadId: 40 }, awaitsMe: true, clientId: 0, ...more }) as RoundRow;
const asks = (of: Thread, ...rows: RoundRow[]) => roundsFrom({ ...emptyState, me, channels, roundList: { rows, asOf: 1 } }, of).map(({ asksMe }) => asksMe);

test('a round about one’s own obstacle asks, until somebody is its client', () => {
  expect(asks(thread, row({}))).toEqual([true]);
  expect(asks(thread, row({ clientId: 5, awaitsMe: false }))).toEqual([false]);
  expect(asks(thread, row({ status: RoundStatus.FINISHED }))).toEqual([false]);
  expect(asks({ ...thread, authorId: 6 }, row({}))).toEqual([false]);
});

test('other rounds, and those that were cancelled, are no matter of this thread', () => {
  expect(asks(thread, row({ plan: { sourceThreadId: 41 } }), row({ plan: undefined, status: RoundStatus.CANCELLED }))).toEqual([]);
  expect(roundsFrom({ ...emptyState, me }, thread)).toEqual([]);
});
