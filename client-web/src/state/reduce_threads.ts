// Threads as a list shows them. Of a thread that is older than one's entry only the title is known, and stays so.
import { ObstacleStatus, type Event, type Obstacle, type Thread } from '../protocol/messages';
import type { Sketch } from './sketch';

export const unreadCap = 1000;

function channelOf(event: Event): number {
  return event.audience.case === 'channelId' ? event.audience.value : 0;
}

/** Whether the channel's list of threads is known and does not hold this event yet. */
function isGrowing(sketch: Sketch, event: Event): boolean {
  const row = sketch.get('channels').get(channelOf(event));
  return row?.channel !== undefined && event.seq > row.asOf;
}

function openThread(sketch: Sketch, event: Event): void {
  if (event.body.case !== 'threadOpened' || !isGrowing(sketch, event) || sketch.get('threads').has(event.seq)) return;
  const { kind, title, themeId, territoryId, tags, obstacle } = event.body.value;
  sketch.map('threads').set(event.seq, {
    id: event.seq,
    channelId: channelOf(event),
    kind,
    title,
    themeId,
    territoryId,
    authorId: event.actorId,
    openedAtMs: event.atMs,
    tags,
    resolved: false,
    archived: false,
    ...(obstacle && { obstacle }),
    lastMessageId: 0,
    lastActivityAtMs: event.atMs,
    participantIds: [],
    titleOnly: false,
    mergedIntoId: 0,
    mergedAtMs: 0,
    asOf: event.seq,
  });
}

/** The card's wording; what became of the obstacle stays. */
function editedCard(thread: Thread, card: Obstacle | undefined): Obstacle | undefined {
  if (!card) return thread.obstacle;
  const { scope = 0, status = 0, outcome = '' } = thread.obstacle ?? {};
  return { ...card, scope, status, outcome };
}

/** What worked is told of what was lifted or bypassed, and survives the archive. */
function movedCard(thread: Thread, to: ObstacleStatus, told: string): Obstacle | undefined {
  if (!thread.obstacle) return undefined;
  const tells = to === ObstacleStatus.LIFTED || to === ObstacleStatus.BYPASSED;
  const kept = to === ObstacleStatus.ARCHIVED ? thread.obstacle.outcome : '';
  return { ...thread.obstacle, status: to, outcome: tells ? told : kept };
}

function withMessage(thread: Thread, event: Event): Partial<Thread> {
  const authorId = event.actorId;
  const isNewAuthor = authorId !== 0 && !thread.titleOnly && !thread.participantIds.includes(authorId);
  return {
    lastMessageId: event.seq,
    lastActivityAtMs: event.atMs,
    participantIds: isNewAuthor ? [...thread.participantIds, authorId] : thread.participantIds,
  };
}

/** What a thread that shows its title only shows of itself. */
function listedChange(thread: Thread, event: Event): Partial<Thread> | undefined {
  const { body } = event;
  switch (body.case) {
    case 'threadRetitled': return { title: body.value.title };
    case 'threadResolved': return { resolved: body.value.resolved };
    case 'threadArchived': return { archived: body.value.archived };
    case 'messagePosted': return withMessage(thread, event);
    case 'threadMerged': {
      const { intoId } = body.value;
      return { archived: intoId !== 0, mergedIntoId: intoId, mergedAtMs: intoId !== 0 ? event.atMs : 0 };
    }
    default: return undefined;
  }
}

function shownChange(thread: Thread, event: Event): Partial<Thread> | undefined {
  const { body } = event;
  switch (body.case) {
    case 'threadRethemed': return { themeId: body.value.themeId };
    case 'summaryEdited': {
      const summary = body.value.summary;
      if (!summary) return undefined;
      const { authorId, atMs } = summary;
      return { summary: { ...summary, authorId: authorId || event.actorId, atMs: atMs || event.atMs } };
    }
    case 'obstacleEdited': {
      const obstacle = editedCard(thread, body.value.card);
      return obstacle && { obstacle };
    }
    case 'obstacleStatusChanged': {
      const obstacle = movedCard(thread, body.value.to, body.value.outcome);
      return obstacle && { obstacle };
    }
    case 'authorshipNoted':
      return body.value.messageId === 0
        ? { authorId: body.value.authorId, territoryId: body.value.territoryId }
        : undefined;
    default: return undefined;
  }
}

/** The threads that an event is about. */
function threadsOf({ body }: Event): readonly number[] {
  switch (body.case) {
    case 'threadRetitled':
    case 'threadRethemed':
    case 'threadResolved':
    case 'threadArchived':
    case 'summaryEdited':
    case 'obstacleEdited':
    case 'obstacleStatusChanged':
    case 'messagePosted':
    case 'authorshipNoted':
    case 'threadMerged': return [body.value.threadId];
    case 'messagesMoved': return [body.value.fromThreadId, body.value.toThreadId];
    default: return [];
  }
}

function reduceThread(sketch: Sketch, event: Event, threadId: number): void {
  const thread = sketch.get('threads').get(threadId);
  if (!thread) {
    if (isGrowing(sketch, event)) sketch.want('threads', threadId);
    return;
  }
  if (event.seq <= thread.asOf) return;
  const change = listedChange(thread, event) ?? (thread.titleOnly ? undefined : shownChange(thread, event));
  sketch.map('threads').set(threadId, { ...thread, ...change, asOf: event.seq });
}

/** Messages come or go: who takes part now, what is the last one and how many are unread is not told. */
function askAfterMove(sketch: Sketch, event: Event, threadId: number): void {
  const thread = sketch.get('threads').get(threadId);
  const unread = sketch.get('unread').get(threadId);
  if (event.seq > Math.min(thread?.asOf ?? event.seq, unread?.asOf ?? event.seq)) sketch.want('threads', threadId);
}

/** A message by somebody else is unread; that a nameless one is one's own is told by an event of its own. */
function countUnread(sketch: Sketch, event: Event): void {
  const { body, seq } = event;
  if (body.case === 'authorshipNoted' && body.value.messageId !== 0 && sketch.get('unread').has(body.value.threadId)) {
    sketch.want('threads', body.value.threadId);
  }
  if (body.case !== 'messagePosted' || event.actorId === sketch.get('me').id) return;
  const { threadId } = body.value;
  const readUpTo = sketch.get('mine').readCursors.get(threadId)?.readUpTo ?? 0;
  const held = sketch.get('unread').get(threadId);
  if (seq <= Math.max(held?.asOf ?? 0, readUpTo) || !sketch.get('threads').has(threadId)) return;
  const count = Math.min((held?.count ?? 0) + 1, unreadCap);
  sketch.map('unread').set(threadId, { count, firstId: held?.firstId || seq, readUpTo, asOf: seq });
}

export function reduceThreads(sketch: Sketch, event: Event): void {
  const { body } = event;
  if (body.case === 'threadOpened') return openThread(sketch, event);
  if (body.case === 'authorshipNoted' && body.value.authorId !== sketch.get('me').id) return;
  for (const threadId of threadsOf(event)) {
    if (body.case === 'messagesMoved') askAfterMove(sketch, event, threadId);
    if (threadId !== 0) reduceThread(sketch, event, threadId);
  }
  countUnread(sketch, event);
}
