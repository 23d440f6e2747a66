import { describe, expect, test } from 'vitest';
import { cacheableCore } from '../keep/cache';
import { ChannelKind, Hiding, RoundStatus, type Event, type RoundEventBody } from '../protocol/messages';
import type { Keeper } from './keeper';
import { dropRoom } from './answers';
import { isPlaceForThreads } from './select';
import { eventOf, frameOf, me, plenary, tell, welcomed } from '../testing/told';

const roundId = 50;
const deskId = 51;
const channels = [
  { id: plenary, kind: ChannelKind.PLENARY, title: 'Plénière' },
  { id: roundId, kind: ChannelKind.ROUND },
  { id: deskId, kind: ChannelKind.ROUND_DESK },
];
const memberships = channels.map(({ id }) => ({ channelId: id, memberId: me }));

const inRound = (seq: number, body: object, channelId = roundId): Event =>
  eventOf(seq, { case: 'round', value: { roundId, body: body as RoundEventBody } }, { audience: { case: 'channelId', value: channelId } });
const made = (seq: number, said: object = {}) =>
  inRound(seq, { case: 'contributionMade', value: { contribution: { id: seq, authorId: 6, kind: 'question', text: `mot ${seq}`, ...said } } });

function answerOf(view: object, withoutWords = false) {
  const value = { view: { id: roundId, status: RoundStatus.RUNNING, ...(withoutWords ? {} : { form: { key: 'standard' } }), ...view }, deskChannelId: deskId };
  return frameOf({ replies: [{ body: { case: 'answer', value: { body: { case: 'round', value } } } }] }).replies[0]!.body;
}

function opened(asOf = 100, view: object = { step: 2, contributions: [{ id: 60, text: 'avant' }] }): Keeper {
  const keeper = welcomed({ channels, memberships });
  keeper.ask({ case: 'getRound', value: { roundId } })(answerOf(view), asOf);
  return keeper;
}
const room = (keeper: Keeper) => keeper.state.rounds.get(roundId)!;
const idsOf = (keeper: Keeper) => [...room(keeper).contributions.keys()];

describe('a round that is looked at', () => {
  test('takes what is said from the events, and wishes for the rest', () => {
    const keeper = opened();
    expect(keeper.state.wants.rounds.has(roundId)).toBe(false);
    tell(keeper, made(101), inRound(102, { case: 'floorChanged', value: { floor: { holderId: me } } }));
    expect(idsOf(keeper)).toEqual([60, 101]);
    expect(room(keeper).contributions.get(101)).toMatchObject({ text: 'mot 101', shownSeq: 101 });
    expect(keeper.state.wants.rounds.has(roundId)).toBe(true);
    keeper.ask({ case: 'getRound', value: { roundId, withoutWords: true } })(answerOf({ step: 3 }, true), 102);
    expect(keeper.state.wants.rounds.has(roundId)).toBe(false);
    expect(room(keeper)).toMatchObject({ view: { step: 3 }, form: { key: 'standard' } });
    expect(idsOf(keeper)).toEqual([60, 101]);
  });

  test('is the same whether the answer or the events come first', () => {
    const late = opened(102, { contributions: [{ id: 101, text: 'mot 101' }, { id: 102, text: 'mot 102' }] });
    tell(late, made(101), made(102), made(103));
    expect(idsOf(late)).toEqual([101, 102, 103]);
    expect(late.state.wants.rounds.has(roundId)).toBe(true);

    const early = opened();
    const take = early.ask({ case: 'getRound', value: { roundId } });
    tell(early, made(101), inRound(102, { case: 'contributionErased', value: { contributionId: 101 } }));
    take(answerOf({ contributions: [{ id: 101, text: 'mot 101' }] }), 101);
    expect(room(early).contributions.get(101)).toMatchObject({ text: '', erased: true });
  });

  test('is wished for again when it changed while the answer was on its way', () => {
    const keeper = opened();
    const take = keeper.ask({ case: 'getRound', value: { roundId, withoutWords: true } });
    tell(keeper, inRound(101, { case: 'roundSuspended', value: {} }));
    take(answerOf({ suspended: false }, true), 100);
    expect(keeper.state.wants.rounds.has(roundId)).toBe(true);
  });

  test('shows in its place what was hidden, and tells the desk what is not shown yet', () => {
    const keeper = opened();
    tell(keeper, made(101, { hiding: Hiding.QUEUED }), made(102));
    expect(room(keeper).contributions.get(101)?.shownSeq).toBe(0);
    const shown = { case: 'contributionsShown', value: { contributions: [{ id: 90, text: 'de côté', hiding: Hiding.PARKED }] } };
    tell(keeper, inRound(103, shown, deskId));
    expect(idsOf(keeper)).toEqual([60, 90, 101, 102]);
    expect(room(keeper).contributions.get(90)?.shownSeq).toBe(0);
    tell(keeper, inRound(104, shown));
    expect(room(keeper).contributions.get(90)).toMatchObject({ shownSeq: 104, text: 'de côté' });
  });

  test('loses its words when they are erased, and keeps their places', () => {
    const keeper = opened();
    tell(keeper, made(101), inRound(102, { case: 'wordsErased', value: {} }));
    expect([...room(keeper).contributions.values()].map(({ text, erased }) => [text, erased])).toEqual([['', true], ['', true]]);
  });

  test('is asked for as a whole when the facilitation was handed over: the desk reads more', () => {
    const keeper = opened();
    tell(keeper, inRound(101, { case: 'facilitationTaken', value: { fromMemberId: 6, toMemberId: me } }));
    expect(room(keeper).lacksWords).toBe(true);
    keeper.ask({ case: 'getRound', value: { roundId } })(answerOf({ contributions: [{ id: 60 }, { id: 90, text: 'de côté', hiding: Hiding.PARKED }] }), 101);
    expect(room(keeper).lacksWords).toBe(false);
    expect(idsOf(keeper)).toEqual([60, 90]);
  });

  test('is asked for as a whole when it is read from another moment on: it was cancelled', () => {
    const keeper = opened();
    const membership = { channelId: roundId, memberId: me, sinceSeq: 102, readsFromSeq: 101 };
    tell(keeper, eventOf(102, { case: 'membershipGranted', value: { membership } }, { audience: { case: 'memberId', value: me } }));
    expect(room(keeper).lacksWords).toBe(true);
    expect(keeper.state.wants.rounds.has(roundId)).toBe(true);
  });

  test('is gone when one left it, with all that was said', () => {
    const keeper = opened();
    tell(keeper, eventOf(101, { case: 'membershipEnded', value: { channelId: roundId } }, { audience: { case: 'memberId', value: me } }));
    expect(keeper.state.rounds.size).toBe(0);
  });

  test('is gone when the server does not know one there', () => {
    const keeper = opened();
    keeper.ask({ case: 'getRound', value: { roundId, withoutWords: true } })({ case: 'refusal', value: { code: 0, message: '', field: '', data: {}, retryable: false } }, 101);
    expect(keeper.state.rounds.size).toBe(0);
  });

  test('is not followed any more when the page is left', () => {
    const keeper = opened();
    keeper.change(dropRoom(keeper.state, roundId));
    tell(keeper, made(101));
    expect(keeper.state.rounds.size).toBe(0);
    expect([...keeper.state.wants.rounds]).toEqual([0]);
  });
});

test('the list of rounds is wished for when one is in a round, when one happens, and not without end', () => {
  const keeper = welcomed({ channels, memberships });
  expect([...keeper.state.wants.rounds]).toEqual([0]);
  const list = (rows: object[]) => frameOf({ replies: [{ body: { case: 'answer', value: { body: { case: 'roundList', value: { rows } } } } }] }).replies[0]!.body;
  const take = keeper.ask({ case: 'listRounds', value: {} });
  tell(keeper, made(101));
  take(list([{ roundId, awaitsMe: true }]), 101);
  expect(keeper.state.roundList?.rows).toHaveLength(1);
  expect(keeper.state.wants.rounds.size).toBe(0);
  tell(keeper, made(102));
  expect([...keeper.state.wants.rounds]).toEqual([0]);
  expect(welcomed().state.wants.rounds.size).toBe(0);
});

test('a round is never kept on the device, and is no place for threads', () => {
  const keeper = opened();
  const core = cacheableCore(keeper.state, new Map());
  expect([core.rounds.size, core.roundList, core.wants.rounds.size]).toEqual([0, undefined, 0]);
  expect([...core.channels.keys()]).toEqual([plenary]);
  expect([...core.wants.channels].sort()).toEqual([roundId, deskId]);
  expect(channels.map(({ kind }) => isPlaceForThreads(kind))).toEqual([true, false, false]);
});
