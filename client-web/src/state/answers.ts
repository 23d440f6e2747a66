// What queries are answered with, taken into the state. Each row gets the seq that the answer is as of.
import {
  type AnswerBody,
  type ChannelAnswer,
  ChannelKind,
  type History,
  type Message,
  type QueryBody,
  type Snapshot,
  type Thread,
  type ThreadRow,
} from '../protocol/messages';
import { recount } from './private_rows';
import { holdDossiers, holdQuotes, lists, wantCommons, wantDossiers } from './reduce_commons';
import { directoryId, dropContents, takeTerritory } from './reduce_people';
import { dropGathering, holdGathering, holdGatheringList, holdWorkshop, isWholeList, wantGatheringList } from './reduce_course';
import { holdRoadmap, holdRoadmapList, leaveRoadmap, wantRoadmapList, wantRoadmaps } from './reduce_roadmaps';
import { holdRoom, holdRoundList, leaveRound, listId, wantRounds } from './reduce_rounds';
import { Sketch } from './sketch';
import type { Held, HistoryWindow, State } from './state';

/** Messages that are held beside the windows, at most. */
const looseMax = 500;

function holdThreads(sketch: Sketch, threads: readonly Thread[], asOf: number): void {
  const held = sketch.map('threads');
  for (const thread of threads) {
    if ((held.get(thread.id)?.asOf ?? -1) > asOf) continue;
    held.set(thread.id, { ...thread, asOf });
    sketch.unwant('threads', thread.id);
  }
}

export function holdLoose(sketch: Sketch, messages: readonly Message[], asOf: number): void {
  if (messages.length === 0) return;
  const loose = sketch.map('loose');
  for (const message of messages) {
    if ((loose.get(message.id)?.asOf ?? -1) <= asOf) {
      loose.delete(message.id); // so that it becomes the youngest
      loose.set(message.id, { ...message, asOf });
    }
    sketch.unwant('messages', message.id);
  }
  for (const id of loose.keys()) {
    if (loose.size <= looseMax) break;
    loose.delete(id);
  }
}

/**
 * What is unread, with the read cursor that it was counted from. Read cursors are not part of the journal: when they
 * have moved since the question was asked, the figure may be of before.
 */
function holdRows(sketch: Sketch, rows: readonly ThreadRow[], asOf: number, askedRevision: number): void {
  for (const { thread, readUpTo, unreadCount, firstUnreadId } of rows) {
    const channel = sketch.get('channels').get(thread?.channelId ?? 0);
    if (!thread || !channel) continue; // left meanwhile
    if (asOf < channel.asOf) {
      // Left and entered again since: what happened in between was not told.
      if (!sketch.get('threads').has(thread.id)) sketch.want('threads', thread.id);
      continue;
    }
    holdThreads(sketch, [thread], asOf);
    // Also in the place of a newer one, which may have begun without the server's figure: events since are counted again.
    sketch.map('unread').set(thread.id, { count: unreadCount, firstId: firstUnreadId, readUpTo, asOf });
    const cursor = sketch.get('mine').readCursors.get(thread.id)?.readUpTo ?? 0;
    if (sketch.get('privateRevision') > askedRevision) recount(sketch, thread.id, cursor, 'told');
  }
}

export function loadSnapshot(sketch: Sketch, snapshot: Snapshot, asOf: number): void {
  const byId = <Thing extends { id: number }>(things: readonly Thing[]) =>
    new Map(things.map((thing) => [thing.id, { ...thing, asOf }]));
  const memberships = new Map(snapshot.memberships.map((membership) => [membership.channelId, membership]));
  const channel = (each: Snapshot['channels'][number]) => ({
    id: each.id,
    channel: each,
    membership: memberships.get(each.id),
    asOf,
    moreThreads: snapshot.moreThreads,
  });
  sketch.set('channels', new Map(snapshot.channels.map((each) => [each.id, channel(each)])));
  sketch.set('members', byId(snapshot.members));
  sketch.set('me', snapshot.members.find(({ id }) => id === sketch.get('me').id) ?? sketch.get('me'));
  sketch.set('territories', byId(snapshot.territories));
  sketch.set('themes', byId(snapshot.themes));
  sketch.set('directoryAsOf', asOf);
  sketch.set('word', snapshot.word && { ...snapshot.word, asOf });
  sketch.set('threads', byId(snapshot.threads));
  sketch.set('moreThreads', snapshot.moreThreads);
  sketch.set('histories', new Map());
  sketch.set('loose', new Map());
  sketch.set('unread', new Map());
  sketch.set('rounds', new Map());
  sketch.set('roadmaps', new Map());
  sketch.set('gatherings', new Map());
  sketch.set('workshops', new Map());
  const none = new Set<number>();
  const directoryAfterId = snapshot.moreDirectory ? directoryId : 0;
  const wants = { channels: none, threads: none, messages: none, rounds: none, roadmaps: none, gatherings: none, workshops: none, commons: none };
  sketch.set('wants', { snapshot: false, directoryAfterId, ...wants, unreadAt: asOf });
  for (const { kind } of snapshot.channels) wantRounds(sketch, kind);
  wantRoadmapList(sketch);
  wantGatheringList(sketch);
  wantCommons(sketch);
}

/** A page of a directory too large for the snapshot. What is held already may be shorter, or newer. */
function loadDirectoryPage(sketch: Sketch, afterId: number, page: Snapshot, asOf: number): void {
  if (afterId !== sketch.get('wants').directoryAfterId) return; // of a picture that is gone
  const fresh = <Thing extends { readonly id: number }>(things: readonly Thing[], held: ReadonlyMap<number, Held<Thing>>) =>
    things.filter(({ id }) => (held.get(id)?.asOf ?? 0) <= asOf).map((thing) => ({ ...thing, asOf }));
  for (const territory of page.territories) takeTerritory(sketch, territory, asOf);
  for (const member of fresh(page.members, sketch.get('members'))) sketch.map('members').set(member.id, member);
  for (const territory of fresh(page.territories, sketch.get('territories'))) {
    sketch.map('territories').set(territory.id, territory);
  }
  for (const theme of fresh(page.themes, sketch.get('themes'))) sketch.map('themes').set(theme.id, theme);
  const ids = [...page.members, ...page.territories, ...page.themes].map(({ id }) => id);
  const lastId = ids.reduce((last, id) => Math.max(last, id), afterId);
  sketch.changeWants({ directoryAfterId: page.moreDirectory ? lastId : 0 });
}

function loadChannel(sketch: Sketch, answer: ChannelAnswer, asOf: number): void {
  const { channel, membership } = answer;
  if (!channel) return;
  dropContents(sketch, channel.id, asOf + 1);
  const row = { id: channel.id, channel, membership, asOf, moreThreads: answer.moreThreads };
  sketch.map('channels').set(channel.id, row);
  holdThreads(sketch, answer.threads, asOf);
  sketch.unwant('channels', channel.id);
  sketch.changeWants({ unreadAt: asOf });
  wantRounds(sketch, channel.kind);
  wantRoadmaps(sketch, channel.kind);
  wantDossiers(sketch, channel.kind);
  wantGatheringList(sketch);
  // With the plenary comes the word of its facilitators.
  if (channel.kind === ChannelKind.PLENARY && !sketch.get('word')) sketch.changeWants({ snapshot: true });
}

/** A window holds no more messages than this: what is far from where one reads is let go, and asked for again. */
export const windowMax = 200;

function joined(held: HistoryWindow | undefined, query: GetHistory, page: readonly Held<Message>[]) {
  const first = held?.messages[0]?.id;
  const last = held?.messages.at(-1)?.id;
  if (held && first !== undefined && query.beforeId === first) return [...page, ...held.messages];
  if (held && last !== undefined && query.afterId === last) return [...held.messages, ...page];
  return undefined;
}

type GetHistory = Extract<QueryBody, { case: 'getHistory' }>['value'];

/**
 * A page that continues the window that is held is joined to it, and what becomes too much is let go at the other end;
 * one that would have continued what is gone is not taken; any other takes the window's place.
 */
function loadHistory(sketch: Sketch, query: GetHistory, answer: History, asOf: number): void {
  const threadId = query.threadId ?? 0;
  const channelId = sketch.get('threads').get(threadId)?.channelId ?? answer.messages[0]?.channelId ?? 0;
  const channel = sketch.get('channels').get(channelId);
  if (!channel) return; // left meanwhile
  const held = sketch.get('histories').get(threadId);
  const page = answer.messages.map((message) => ({ ...message, asOf }));
  const continued = joined(held, query, page);
  if (held && !continued && (query.beforeId || query.afterId)) return;
  const isBefore = continued !== undefined && query.beforeId !== undefined;
  const isAfter = continued !== undefined && query.afterId !== undefined;
  const messages = continued ?? page;
  const isTooLong = messages.length > windowMax;
  sketch.map('histories').set(threadId, {
    threadId,
    channelId,
    asOf: isBefore ? held!.asOf : asOf,
    moreBefore: isAfter ? held!.moreBefore || isTooLong : answer.moreBefore,
    moreAfter: isBefore ? held!.moreAfter || isTooLong : answer.moreAfter,
    olderHidden: answer.olderHidden,
    isStale: asOf < channel.asOf || (continued !== undefined && held!.isStale), // as of before one entered again
    messages: isAfter ? messages.slice(-windowMax) : messages.slice(0, windowMax),
  });
  holdLoose(sketch, answer.quoted, asOf);
}

/** The answer to a query. `asOf` is the reply's as_of_seq, `askedRevision` state.privateRevision when it was asked. */
export function answer(state: State, query: QueryBody, body: AnswerBody, asOf: number, askedRevision: number): State {
  const sketch = new Sketch(state);
  settle(sketch, query, asOf);
  switch (body.case) {
    case 'snapshot': {
      const afterId = query.case === 'getSnapshot' ? (query.value.directoryAfterId ?? 0) : 0;
      if (afterId === 0) loadSnapshot(sketch, body.value, asOf);
      else loadDirectoryPage(sketch, afterId, body.value, asOf);
      break;
    }
    case 'channel': loadChannel(sketch, body.value, asOf); break;
    case 'thread': if (body.value.row) holdRows(sketch, [body.value.row], asOf, askedRevision); break;
    case 'threadList':
      holdRows(sketch, body.value.rows, asOf, askedRevision);
      break;
    case 'catchUp': {
      const { mentions, mine, others } = body.value;
      holdRows(sketch, [...mentions, ...mine, ...others].flatMap(({ row }) => row ?? []), asOf, askedRevision);
      break;
    }
    case 'history': if (query.case === 'getHistory') loadHistory(sketch, query.value, body.value, asOf); break;
    case 'messageList':
      holdLoose(sketch, body.value.messages.flatMap(({ message }) => message ?? []), asOf);
      break;
    case 'roundList': holdRoundList(sketch, body.value.rows, asOf); break;
    case 'quoteList': holdQuotes(sketch, body.value.rows, asOf); break;
    case 'dossierList': holdDossiers(sketch, body.value.dossiers, asOf); break;
    case 'roadmapList': holdRoadmapList(sketch, body.value.rows, asOf); break;
    case 'roadmap': if (query.case === 'getRoadmap' && !query.value.versionId) holdRoadmap(sketch, body.value, asOf); break;
    case 'gatheringList': if (query.case === 'listGatherings') holdGatheringList(sketch, query.value, body.value.rows, asOf); break;
    case 'gathering': holdGathering(sketch, body.value, asOf); break;
    case 'workshop': holdWorkshop(sketch, body.value, asOf); break;
    case 'round': holdRoom(sketch, body.value, asOf, query.case === 'getRound' && query.value.withoutWords === true); break;
    default: break;
  }
  return sketch.done();
}

/** A query that was answered, or refused: what it asked for is not there, or not ours. It is not asked for again. */
export function settle(sketch: Sketch, query: QueryBody, asOf: number): void {
  switch (query.case) {
    case 'getChannel': sketch.unwant('channels', query.value.channelId ?? 0); break;
    case 'getThread': sketch.unwant('threads', query.value.threadId ?? 0); break;
    case 'getMessages': for (const id of query.value.messageIds ?? []) sketch.unwant('messages', id); break;
    case 'listRounds': sketch.unwant('rounds', 0); break;
    case 'getRound': sketch.unwant('rounds', query.value.roundId ?? 0); break;
    case 'listMyQuotes': sketch.unwant('commons', lists.quotes); break;
    case 'listDossiers': sketch.unwant('commons', lists.dossiers); break;
    case 'listRoadmaps': sketch.unwant('roadmaps', 0); break;
    case 'getRoadmap': if (!query.value.versionId) sketch.unwant('roadmaps', query.value.roadmapId ?? 0); break;
    case 'listGatherings': if (isWholeList(query.value)) sketch.unwant('gatherings', 0); break;
    case 'getGathering': sketch.unwant('gatherings', query.value.gatheringId ?? 0); break;
    case 'getWorkshop': sketch.unwant('workshops', query.value.workshopId ?? 0); break;
    case 'getSnapshot': if (!query.value.directoryAfterId) sketch.changeWants({ snapshot: false }); break;
    case 'listThreads':
      if (query.value.unreadOnly && asOf >= sketch.get('wants').unreadAt) sketch.changeWants({ unreadAt: 0 });
      break;
    default: break;
  }
}

export function refused(state: State, query: QueryBody, asOf: number): State {
  const sketch = new Sketch(state);
  settle(sketch, query, asOf);
  if (query.case === 'getSnapshot') sketch.changeWants({ directoryAfterId: 0 });
  if (query.case === 'getRound') leaveRound(sketch, query.value.roundId ?? 0);
  if (query.case === 'getRoadmap' && !query.value.versionId) leaveRoadmap(sketch, query.value.roadmapId ?? 0);
  if (query.case === 'getGathering') dropGathering(sketch, query.value.gatheringId ?? 0);
  if (query.case === 'getWorkshop' && state.workshops.has(query.value.workshopId ?? 0)) sketch.map('workshops').delete(query.value.workshopId ?? 0);
  if (query.case === 'getHistory' && state.histories.get(query.value.threadId ?? 0)?.isStale) {
    sketch.map('histories').delete(query.value.threadId ?? 0);
  }
  return sketch.done();
}

/** Keeps at most `max` messages of a window, those around its beginning or its end. */
export function trimHistory(state: State, threadId: number, max: number, side: 'start' | 'end'): State {
  const window = state.histories.get(threadId);
  if (!window || window.messages.length <= max) return state;
  const sketch = new Sketch(state);
  sketch.map('histories').set(
    threadId,
    side === 'end'
      ? { ...window, messages: window.messages.slice(-max), moreBefore: true }
      : { ...window, messages: window.messages.slice(0, max), moreAfter: true },
  );
  return sketch.done();
}

/** A round that nobody looks at any more: what happened in it meanwhile belongs into the list. */
export function dropRoom(state: State, roundId: number): State {
  if (!state.rounds.has(roundId)) return state;
  const sketch = new Sketch(state);
  sketch.map('rounds').delete(roundId);
  sketch.unwant('rounds', roundId);
  sketch.want('rounds', listId);
  return sketch.done();
}

/** What only time changes is asked for again: a clock that was read long ago, a deputy who may take over by now. */
export function refreshRoom(state: State, roundId: number): State {
  if (!state.rounds.has(roundId)) return state;
  const sketch = new Sketch(state);
  sketch.want('rounds', roundId);
  return sketch.done();
}

/** A page looks at this roadmap, until it is closed; whether it is held yet or not. */
export function openRoadmap(state: State, roadmapId: number): State {
  const { roadmapsLookedAt } = state;
  return roadmapsLookedAt.has(roadmapId) ? state : { ...state, roadmapsLookedAt: new Set(roadmapsLookedAt).add(roadmapId) };
}

/** Nobody looks at this roadmap any more: what happens to it meanwhile is asked for when somebody does. */
export function closeRoadmap(state: State, roadmapId: number): State {
  if (!state.roadmapsLookedAt.has(roadmapId)) return state;
  const sketch = new Sketch(state);
  sketch.set('roadmapsLookedAt', new Set([...state.roadmapsLookedAt].filter((id) => id !== roadmapId)));
  sketch.unwant('roadmaps', roadmapId);
  return sketch.done();
}

/** A page looks at this gathering, until it is closed; whether it is held yet or not. */
export function openGathering(state: State, gatheringId: number): State {
  const { gatheringsLookedAt } = state;
  return gatheringsLookedAt.has(gatheringId) ? state : { ...state, gatheringsLookedAt: new Set(gatheringsLookedAt).add(gatheringId) };
}

export function closeGathering(state: State, gatheringId: number): State {
  if (!state.gatheringsLookedAt.has(gatheringId)) return state;
  const sketch = new Sketch(state);
  sketch.set('gatheringsLookedAt', new Set([...state.gatheringsLookedAt].filter((id) => id !== gatheringId)));
  sketch.unwant('gatherings', gatheringId);
  return sketch.done();
}

export function dropWorkshop(state: State, workshopId: number): State {
  if (!state.workshops.has(workshopId)) return state;
  const sketch = new Sketch(state);
  sketch.map('workshops').delete(workshopId);
  sketch.unwant('workshops', workshopId);
  return sketch.done();
}

/** A window that nobody looks at any more. */
export function dropHistory(state: State, threadId: number): State {
  if (!state.histories.has(threadId)) return state;
  const sketch = new Sketch(state);
  sketch.map('histories').delete(threadId);
  return sketch.done();
}
