// Stale lists and events are as fresh ones, once what they want was asked for; and where a territory stands.
import { describe, expect, test } from 'vitest';
import { ChannelKind, TerritoryState, type AnswerBody, type Dossier, type Event, type QuoteRow } from '../protocol/messages';
import { eventOf, me, startSeq, tell, welcomed } from '../testing/told';
import { answer } from './answers';
import { reduce } from './reduce';
import { lists } from './reduce_commons';
import { emptyState, type State } from './state';

const committee = 70;
const toMe = { audience: { case: 'memberId', value: me } as const };
const inCommittee = { audience: { case: 'channelId', value: committee } as const };

const quote = (quoteId: number, change: Partial<QuoteRow> = {}): QuoteRow => ({
  quoteId,
  messageId: 11,
  authorId: me,
  words: 'on a commencé petit',
  askedAtMs: 1,
  answered: false,
  allowed: false,
  answeredAtMs: 0,
  ...change,
});
const quotesAre = (state: State, rows: readonly QuoteRow[], asOf: number): State =>
  answer(state, { case: 'listMyQuotes', value: {} }, { case: 'quoteList', value: { rows } } as unknown as AnswerBody, asOf, 0);
const dossiersAre = (state: State, dossiers: readonly Partial<Dossier>[], asOf: number): State =>
  answer(state, { case: 'listDossiers', value: {} }, { case: 'dossierList', value: { dossiers } } as unknown as AnswerBody, asOf, 0);

const asked = (seq: number, change = toMe as object) =>
  eventOf(seq, { case: 'course', value: { body: { case: 'quoteAsked', value: { quoteId: seq - 1, messageId: 11, authorId: me, words: 'on a commencé petit' } } } }, change);
const answered = (seq: number, allowed: boolean) =>
  eventOf(seq, { case: 'course', value: { body: { case: 'quoteAnswered', value: { quoteId: 110, allowed } } } }, toMe);
const erased = (seq: number, messageId: number) => eventOf(seq, { case: 'messageRedacted', value: { threadId: 10, messageId } });
const published = (seq: number) =>
  eventOf(seq, { case: 'course', value: { body: { case: 'dossierPublished', value: { dossier: { channelId: committee, title: 'Septembre' } } } } }, inCommittee);

/** What a client does that was told events: it asks for what they made it want, and holds that. */
function followed(state: State, events: readonly Event[], fresh: (state: State, asOf: number) => State): State {
  const told = reduce(state, events);
  return told.wants.commons.size > 0 ? fresh(told, told.cursorSeq) : told;
}

describe('quotes that one is asked to allow', () => {
  const stories: [string, readonly QuoteRow[], readonly Event[], readonly QuoteRow[]][] = [
    ['asked', [], [asked(111)], [quote(110)]],
    ['allowed', [quote(110)], [answered(112, true)], [quote(110, { answered: true, allowed: true, answeredAtMs: 112_000 })]],
    ['taken back', [quote(110, { answered: true, allowed: true })], [answered(112, false)], [quote(110, { answered: true, answeredAtMs: 112_000 })]],
    ['gone with its message', [quote(110)], [erased(113, 11)], []],
  ];
  test.each(stories)('%s: a stale list and events are as a fresh one', (_, before, events, after) => {
    const fresh = (state: State, asOf: number) => quotesAre(state, after, asOf);
    const live = followed(quotesAre(emptyState, before, 100), events, fresh);
    expect(live.quoteList?.rows).toEqual(after);
    expect(live.wants.commons.size).toBe(0);
  });

  test('are not asked for again by what is told to others, by other messages, or by what they hold already', () => {
    const state = quotesAre(emptyState, [quote(110)], 111);
    const backstage = { audience: { case: 'channelId', value: 9 } as const };
    expect(reduce(state, [asked(111), asked(112, backstage), erased(113, 12)]).wants.commons.size).toBe(0);
  });

  test('are asked for by no event before anybody wanted to see them', () => {
    expect(reduce(emptyState, [asked(111), published(112)]).wants.commons.size).toBe(0);
  });

  test('are the newer ones of two answers, whichever comes first', () => {
    const state = quotesAre(quotesAre(emptyState, [quote(110)], 120), [], 115);
    expect(state.quoteList?.rows).toHaveLength(1);
  });
});

describe('dossiers of the committees', () => {
  test('are asked for again when one was published, and when a committee was entered', () => {
    const state = dossiersAre(emptyState, [], 100);
    expect(reduce(state, [published(101)]).wants.commons.has(lists.dossiers)).toBe(true);
    const channel = { id: committee, kind: ChannelKind.STEERING, title: 'Comité de pilotage' };
    const entered = answer(state, { case: 'getChannel', value: { channelId: committee } }, { case: 'channel', value: { channel, threads: [], moreThreads: false } } as unknown as AnswerBody, 102, 0);
    expect(entered.wants.commons.has(lists.dossiers)).toBe(true);
  });

  test('are let go with the committee that one left', () => {
    const state = dossiersAre(emptyState, [{ id: 90, channelId: committee }, { id: 91, channelId: 71 }], 100);
    const left = reduce(state, [eventOf(101, { case: 'membershipEnded', value: { channelId: committee } }, toMe)]);
    expect(left.dossierList?.dossiers.map(({ id }) => id)).toEqual([91]);
  });

  test('are asked for again after a new picture', () => {
    const none = { channels: [], memberships: [], members: [], territories: [], themes: [], threads: [], moreThreads: false, moreDirectory: false, word: undefined };
    const pictured = answer(dossiersAre(emptyState, [], 50), { case: 'getSnapshot', value: {} }, { case: 'snapshot', value: none } as unknown as AnswerBody, 60, 0);
    expect([...pictured.wants.commons]).toEqual([lists.dossiers]);
  });
});

describe('where a territory stands', () => {
  const set = (seq: number, state: TerritoryState) => eventOf(seq, { case: 'territoryStateSet', value: { territoryId: 7, state } }, { audience: { case: 'channelId', value: 1 } });
  const edited = (seq: number) => eventOf(seq, { case: 'territoryEdited', value: { territory: { id: 7, name: 'Valmérac-sur-Lône' } } }, { audience: { case: 'channelId', value: 1 } });

  test('is told, with its date, and stays when its page is edited', () => {
    const keeper = welcomed();
    tell(keeper, set(101, TerritoryState.PAUSED), edited(102));
    const { name, state, stateSinceMs } = keeper.state.territories.get(7)!;
    expect({ name, state, stateSinceMs }).toEqual({ name: 'Valmérac-sur-Lône', state: TerritoryState.PAUSED, stateSinceMs: 101_000 });
  });

  test('is not taken from an event that the picture holds already', () => {
    const keeper = welcomed({ territories: [{ id: 7, name: 'Valmérac', state: TerritoryState.LEFT, stateSinceMs: 5 }] });
    expect(reduce(keeper.state, [set(startSeq, TerritoryState.PAUSED)]).territories.get(7)?.state).toBe(TerritoryState.LEFT);
  });
});
