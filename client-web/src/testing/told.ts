// Snapshots and events for tests of the reducer, with as little in them as the test is about.
import { ServerFrameSchema } from '../protocol/gen/ramure/v1/frames_pb';
import type { Event as WireEvent } from '../protocol/gen/ramure/v1/events_pb';
import type { Snapshot as WireSnapshot } from '../protocol/gen/ramure/v1/queries_pb';
import type { PrivateRow as WireRow } from '../protocol/gen/ramure/v1/private_pb';
import { ChannelKind, type Event, type PrivateRow, type ServerFrame } from '../protocol/messages';
import { decode, encode, type Init } from '../protocol/plain';
import { Keeper } from '../state/keeper';
import { emptyState } from '../state/state';

export const me = 5;
export const plenary = 2;
export const followUp = 3;
export const startSeq = 100;

export function frameOf(init: Init<import('../protocol/gen/ramure/v1/frames_pb').ServerFrame>): ServerFrame {
  return decode(ServerFrameSchema, encode(ServerFrameSchema, init));
}

const snapshot: Init<WireSnapshot> = {
  channels: [
    { id: plenary, kind: ChannelKind.PLENARY, title: 'Plénière' },
    { id: followUp, kind: ChannelKind.PERSONAL_FOLLOW_UP, title: 'Suivi' },
  ],
  memberships: [
    { channelId: plenary, memberId: me, canWrite: true },
    { channelId: followUp, memberId: me, canWrite: true },
  ],
  members: [{ id: me, name: 'Lucie' }, { id: 6, name: 'Guillaume' }],
  territories: [{ id: 7, name: 'Valmérac', offers: '' }],
  themes: [{ id: 8, title: 'Tiers lieux' }],
  threads: [
    { id: 10, channelId: plenary, title: 'Un', lastMessageId: 11, participantIds: [6] },
    { id: 20, channelId: plenary, title: 'Deux', lastMessageId: 21, participantIds: [6] },
    { id: 30, channelId: followUp, title: 'Confidence', lastMessageId: 31, participantIds: [6] },
  ],
};

/** A keeper that was just welcomed, with all its wishes granted. */
export function welcomed(change: Init<WireSnapshot> = {}): Keeper {
  const keeper = new Keeper(emptyState, () => {});
  const community = { slug: 'vallees', name: 'Vallées', timeZone: 'Europe/Paris' };
  const welcome = { me: { id: me, name: 'Lucie' }, community, epoch: 'e', resumeSeq: startSeq, headSeq: startSeq, featureLevel: 2 };
  keeper.take(frameOf({ welcome: { ...welcome, snapshot: { ...snapshot, ...change } } }));
  const rows = [{ thread: snapshot.threads![0]!, unreadCount: 1, firstUnreadId: 11 }];
  keeper.ask({ case: 'listThreads', value: { unreadOnly: true } })(
    { case: 'answer', value: { body: { case: 'threadList', value: { rows: rows as never, nextPageToken: '' } } } },
    startSeq,
  );
  return keeper;
}

/** In the plenary, by somebody else, unless it says otherwise. */
export function eventOf(seq: number, body: Init<WireEvent>['body'], change: Init<WireEvent> = {}): Event {
  const init = { seq, atMs: seq * 1000, actorId: 6, audience: { case: 'channelId', value: plenary } as const, body, ...change };
  return frameOf({ events: [init] }).events[0]!;
}

export function tell(keeper: Keeper, ...events: Event[]): void {
  keeper.take({ ...frameOf({}), events, throughSeq: events.at(-1)!.seq });
}

export function rowOf(revision: number, row: Init<WireRow>['row']): PrivateRow {
  return frameOf({ privateRows: [{ revision, row }] }).privateRows[0]!;
}

/** Opens a window that holds these messages, all of them by somebody else. */
export function openWindow(keeper: Keeper, threadId: number, ids: readonly number[], more: { before?: boolean; after?: boolean } = {}, asOf = startSeq): void {
  keeper.ask({ case: 'getHistory', value: { threadId } })(historyOf(threadId, ids, more), asOf);
}

export function historyOf(threadId: number, ids: readonly number[], more: { before?: boolean; after?: boolean } = {}) {
  const message = (id: number) => ({ id, threadId, channelId: threadId === 30 ? followUp : plenary, authorId: 6, body: `corps ${id}`, version: 1 });
  const value = { messages: ids.map(message), moreBefore: more.before ?? false, moreAfter: more.after ?? false };
  const reply = frameOf({ replies: [{ body: { case: 'answer', value: { body: { case: 'history', value } } } }] });
  return reply.replies[0]!.body;
}
