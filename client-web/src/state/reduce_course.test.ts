// Gatherings that are asked for again after their events, and workshops whose sentences follow the events: stale state plus
// events equals a fresh fetch.
import { describe, expect, test } from 'vitest';
import { cacheableCore } from '../keep/cache';
import { ChannelKind, type CourseEventBody, type Event, type Reply } from '../protocol/messages';
import { eventOf, followUp, frameOf, me, plenary, rowOf, tell, welcomed } from '../testing/told';
import { closeGathering, dropWorkshop, openGathering } from './answers';
import type { Keeper } from './keeper';
import { pageAfter, wholeList } from './reduce_course';

const session = 40;
const meeting = 45;
const workshop = 60;

const inCourse = (seq: number, body: object, channelId = plenary): Event =>
  eventOf(seq, { case: 'course', value: { body: body as CourseEventBody } }, { audience: { case: 'channelId', value: channelId } });
const answered = (seq: number, gatheringId = session) =>
  inCourse(seq, { case: 'gatheringAnswered', value: { gatheringId, memberId: 6, participation: 1 } });
const said = (seq: number, text: string) => inCourse(seq, { case: 'sentenceAdded', value: { workshopId: workshop, text } });
const sorted = (seq: number, sentenceId: number, themeId: number, withdrawn = false) =>
  inCourse(seq, { case: 'sentenceSorted', value: { sentenceId, themeId, withdrawn } });
const left = (seq: number, channelId: number) =>
  eventOf(seq, { case: 'membershipEnded', value: { channelId } }, { audience: { case: 'memberId', value: me } });

function replyOf(body: object): Reply['body'] {
  return frameOf({ replies: [{ body: { case: 'answer', value: { body: body as never } } }] }).replies[0]!.body;
}
const rows = (...given: [id: number, startsAtMs: number, channelId?: number][]) =>
  given.map(([id, startsAtMs, channelId = plenary]) => ({ gathering: { id, startsAtMs, channelId } }));
const list = (given: object[], more = false) => replyOf({ case: 'gatheringList', value: { rows: given, more } });
const look = (id: number, title: string, channelId = plenary) =>
  replyOf({ case: 'gathering', value: { gathering: { id, title, channelId }, workshops: id === session ? [{ id: workshop, gatheringId: id }] : [] } });
const wall = (sentences: object[], closed = false) =>
  replyOf({ case: 'workshop', value: { workshop: { id: workshop, gatheringId: session, sentences, closed }, canSort: true } });

function listed(keeper = welcomed(), asOf = 100, given = rows([session, 5_000], [meeting, 6_000, followUp])): Keeper {
  keeper.ask({ case: 'listGatherings', value: wholeList })(list(given), asOf);
  return keeper;
}
function opened(keeper = welcomed(), title = 'Session 2', asOf = 100): Keeper {
  keeper.change(openGathering(keeper.state, session));
  keeper.ask({ case: 'getGathering', value: { gatheringId: session } })(look(session, title), asOf);
  return keeper;
}
function onWall(sentences: object[] = [], asOf = 100, keeper = welcomed()): Keeper {
  keeper.ask({ case: 'getWorkshop', value: { workshopId: workshop } })(wall(sentences), asOf);
  return keeper;
}
const ids = (keeper: Keeper) => keeper.state.gatheringList?.rows.map(({ gathering }) => gathering?.id);
const title = (keeper: Keeper) => keeper.state.gatherings.get(session)?.answer.gathering?.title;
const shown = (keeper: Keeper) => keeper.state.workshops.get(workshop)!.workshop;

describe('the list of gatherings', () => {
  test('is asked for again after an event that it does not hold, once somebody has asked for it', () => {
    const keeper = listed();
    tell(keeper, answered(101));
    expect(keeper.state.wants.gatherings.has(0)).toBe(true);
    listed(keeper, 101);
    expect(keeper.state.wants.gatherings.has(0)).toBe(false);
    const stranger = welcomed();
    tell(stranger, answered(101));
    expect(stranger.state.wants.gatherings.size).toBe(0);
  });

  test('is not taken from an older answer', () => {
    const keeper = listed(welcomed(), 110, rows([session, 1]));
    listed(keeper, 105, rows([meeting, 1]));
    expect(ids(keeper)).toEqual([session]);
  });

  test('is put together from pages, each gathering once', () => {
    const keeper = welcomed();
    keeper.ask({ case: 'listGatherings', value: wholeList })(list(rows([1, 10], [2, 20]), true), 100);
    keeper.ask({ case: 'listGatherings', value: { ...wholeList, fromMs: 20 } })(list(rows([2, 20], [3, 30])), 100);
    expect(ids(keeper)).toEqual([1, 2, 3]);
  });

  test('goes on behind its last row, and never in a circle', () => {
    const page = (given: object[], more: boolean) => ({ rows: given as never, more });
    expect(pageAfter(page(rows([1, 10], [2, 20]), true))).toEqual({ limit: 200, fromMs: 20 });
    expect(pageAfter(page(rows([1, 10], [2, 20]), false))).toBeUndefined();
    expect(pageAfter(page(rows([1, 10], [2, 10]), true))).toBeUndefined();
    expect(pageAfter(page([], true))).toBeUndefined();
  });

  test('of one place does not take the place of the whole', () => {
    const keeper = listed();
    keeper.ask({ case: 'listGatherings', value: { channelId: followUp } })(list(rows([meeting, 1, followUp])), 120);
    expect(ids(keeper)).toEqual([session, meeting]);
  });

  test('loses what stands in a place that was left, and is asked for again in one that was entered', () => {
    const keeper = listed();
    tell(keeper, left(101, followUp));
    expect(ids(keeper)).toEqual([session]);
    keeper.ask({ case: 'getChannel', value: { channelId: 70 } })(
      replyOf({ case: 'channel', value: { channel: { id: 70, kind: ChannelKind.STEERING }, membership: { channelId: 70, memberId: me } } }),
      102,
    );
    expect(keeper.state.wants.gatherings.has(0)).toBe(true);
  });
});

describe('a gathering that is looked at', () => {
  test('is asked for again after each of its events, and not for one that it holds', () => {
    const keeper = opened(welcomed(), 'Session 2', 100);
    tell(keeper, answered(101));
    expect(keeper.state.wants.gatherings.has(session)).toBe(true);
    keeper.ask({ case: 'getGathering', value: { gatheringId: session } })(look(session, 'Session 2'), 105);
    tell(keeper, answered(102), answered(103, meeting));
    expect(keeper.state.wants.gatherings.size).toBe(0);
  });

  test.each([
    ['its plan', { case: 'gatheringEdited', value: { gathering: { id: session } } }],
    ['an evaluation', { case: 'evaluationPassedOn', value: { gatheringId: session } }],
    ['a workshop', { case: 'workshopOpened', value: { workshop: { gatheringId: session } } }],
    ['the end of its workshop', { case: 'workshopClosed', value: { workshopId: workshop } }],
  ])('hears of %s', (_, body) => {
    const keeper = opened();
    tell(keeper, inCourse(101, body));
    expect(keeper.state.wants.gatherings.has(session)).toBe(true);
  });

  test('keeps the newer of two pictures, whichever comes first', () => {
    const keeper = opened(opened(welcomed(), 'nouveau', 110), 'ancien', 105);
    expect(title(keeper)).toBe('nouveau');
  });

  test('stays on the device once it is closed, and is not asked for any more', () => {
    const keeper = opened();
    keeper.change(closeGathering(keeper.state, session));
    tell(keeper, answered(101));
    expect(keeper.state.wants.gatherings.has(session)).toBe(false);
    expect(title(keeper)).toBe('Session 2');
  });

  test('goes with its place, and when it is not told any more', () => {
    const keeper = opened();
    tell(keeper, left(101, plenary));
    expect(title(keeper)).toBeUndefined();
    const refused = listed(opened());
    const why = { code: 3, field: '', message: 'there is no such gathering', data: {}, retryable: false };
    refused.ask({ case: 'getGathering', value: { gatheringId: session } })({ case: 'refusal', value: why }, 101);
    expect([title(refused), ids(refused)]).toEqual([undefined, [meeting]]);
  });

  test('at most twenty are held, those that were looked at last', () => {
    const keeper = welcomed();
    for (let id = 1; id <= 25; id += 1) keeper.ask({ case: 'getGathering', value: { gatheringId: id } })(look(id, `n° ${id}`), 100);
    expect([...keeper.state.gatherings.keys()]).toEqual(Array.from({ length: 20 }, (_, index) => index + 6));
  });
});

describe('the wall of a workshop', () => {
  const events = [said(101, 'Le temps'), said(102, 'L’argent'), sorted(103, 101, 8), sorted(104, 102, 0, true), said(105, 'La confiance')];
  const fresh = [
    { id: 101, text: 'Le temps', themeId: 8 },
    { id: 102, withdrawn: true },
    { id: 105, text: 'La confiance' },
  ];

  test('that follows the events shows what a fresh one shows', () => {
    const keeper = onWall();
    tell(keeper, ...events);
    expect(shown(keeper)).toEqual(shown(onWall(fresh, 105)));
  });

  test('is the same whether the answer or the events come first', () => {
    for (const asOf of [100, 101, 103, 105]) {
      const stale = fresh.filter(({ id }) => id <= asOf).map((each) => ({ id: each.id, text: each.id === 101 ? 'Le temps' : 'L’argent', themeId: each.id === 101 && asOf >= 103 ? 8 : 0 }));
      const early = welcomed();
      const take = early.ask({ case: 'getWorkshop', value: { workshopId: workshop } });
      tell(early, ...events);
      take(wall(asOf === 105 ? fresh : stale), asOf);
      expect(shown(early), `as of ${asOf}`).toEqual(shown(onWall(fresh, 105)));
    }
  });

  test('loses the words of a sentence that was withdrawn', () => {
    const keeper = onWall([{ id: 90, text: 'Untel bloque tout' }]);
    tell(keeper, sorted(101, 90, 0, true));
    expect(JSON.stringify(shown(keeper))).not.toContain('Untel');
  });

  test('is closed for good', () => {
    const keeper = onWall();
    tell(keeper, inCourse(101, { case: 'workshopClosed', value: { workshopId: workshop } }));
    expect(shown(keeper).closed).toBe(true);
  });

  test('is asked for again when a place is left, and let go when nobody looks', () => {
    const keeper = onWall();
    tell(keeper, left(101, plenary));
    expect(keeper.state.wants.workshops.has(workshop)).toBe(true);
    keeper.change(dropWorkshop(keeper.state, workshop));
    expect([keeper.state.workshops.size, keeper.state.wants.workshops.size]).toEqual([0, 0]);
  });
});

test('the meetings of a follow-up are never kept on the device, nor walls', () => {
  const keeper = onWall([{ id: 90, text: 'Untel' }], 100, listed(opened()));
  keeper.ask({ case: 'getGathering', value: { gatheringId: meeting } })(look(meeting, 'Confidence', followUp), 100);
  const core = cacheableCore(keeper.state, new Map());
  expect([...core.gatherings.keys()]).toEqual([session]);
  expect(core.gatheringList?.rows.map(({ gathering }) => gathering?.id)).toEqual([session]);
  expect([core.workshops.size, core.gatheringsLookedAt.size, core.wants.gatherings.has(0)]).toEqual([0, 0, true]);
});

test('an entry of the notebook is that of its newest revision; without words it is gone', () => {
  const keeper = welcomed();
  const entryKey = new Uint8Array(16).fill(7);
  const told = (revision: number, text: string) =>
    keeper.take({ ...frameOf({}), privateRows: [rowOf(revision, { case: 'notebookEntry', value: { entryKey, text, writtenAtMs: 1 } })] });
  told(12, 'neuf');
  told(11, 'ancien');
  expect([...keeper.state.mine.notebook.values()].map(({ text }) => text)).toEqual(['neuf']);
  told(13, '');
  expect([...keeper.state.mine.notebook.values()].map(({ text }) => text)).toEqual(['']);
});
