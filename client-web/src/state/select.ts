// What pages ask of a state. Pure; cheap unless it says otherwise.
import { ChannelKind, FollowLevel, ThreadKind, type Draft, type Message, type Thread } from '../protocol/messages';
import { placeKey, type ChannelRow, type Held, type State } from './state';

/** Among the messages that are held: in a window, or beside one. */
export function findMessage(state: State, id: number): Held<Message> | undefined {
  const loose = state.loose.get(id);
  if (loose) return loose;
  for (const window of state.histories.values()) {
    const found = window.messages.find((message) => message.id === id);
    if (found) return found;
  }
  return undefined;
}

export function readUpTo(state: State, threadId: number): number {
  return state.mine.readCursors.get(threadId)?.readUpTo ?? 0;
}

/** How many messages of others are unread; 1000 means "999+". */
export function unreadCount(state: State, threadId: number): number {
  return state.unread.get(threadId)?.count ?? 0;
}

export function isUnread(state: State, threadId: number): boolean {
  return unreadCount(state, threadId) > 0;
}

/** What one said of the thread, else what one said of its channel. */
export function followLevel(state: State, thread: Thread): FollowLevel {
  const { followings } = state.mine;
  const said = followings.get(placeKey({ threadId: thread.id })) ?? followings.get(placeKey({ channelId: thread.channelId }));
  return said?.level ?? FollowLevel.UNSPECIFIED;
}

export function draftOf(state: State, place: { readonly threadId?: number; readonly channelId?: number }): Draft | undefined {
  const draft = state.mine.drafts.get(placeKey(place));
  return draft && draft.text !== '' ? draft : undefined;
}

export function channelsOf(state: State, ...kinds: readonly ChannelKind[]): readonly ChannelRow[] {
  return [...state.channels.values()].filter(({ channel }) => channel !== undefined && kinds.includes(channel.kind));
}

/** Whether threads live there. A round, its desk and a roadmap are channels too, but what is said there is no thread. */
export function isPlaceForThreads(kind: ChannelKind | undefined): boolean {
  const without: readonly ChannelKind[] = [ChannelKind.ROUND, ChannelKind.ROUND_DESK, ChannelKind.ROADMAP];
  return kind !== undefined && !without.includes(kind);
}

/** In the order in which they are named. */
export const committees: readonly ChannelKind[] = [ChannelKind.STEERING, ChannelKind.ORIENTATION, ChannelKind.TECHNICAL];

export const isCommittee = (kind: ChannelKind | undefined): boolean => kind !== undefined && committees.includes(kind);

export function canWrite(state: State, channelId: number): boolean {
  return state.channels.get(channelId)?.membership?.canWrite ?? false;
}

export interface ThreadFilter {
  readonly channelId?: number;
  readonly themeId?: number;
  readonly territoryId?: number;
  readonly kind?: ThreadKind;
  readonly archived?: boolean; // not said: those that are not
  readonly unreadOnly?: boolean;
}

/** Those that are held, newest activity first. Looks at all of them. */
export function threadsWhere(state: State, filter: ThreadFilter): readonly Held<Thread>[] {
  const { channelId, themeId, territoryId, kind, archived = false, unreadOnly = false } = filter;
  const isWanted = (thread: Held<Thread>) =>
    (channelId === undefined || thread.channelId === channelId) &&
    (themeId === undefined || thread.themeId === themeId) &&
    (territoryId === undefined || thread.territoryId === territoryId) &&
    (kind === undefined || thread.kind === kind) &&
    thread.archived === archived &&
    (!unreadOnly || isUnread(state, thread.id));
  return [...state.threads.values()].filter(isWanted).sort(byActivity);
}

/** As the server lists them: by the last readable message, those without one behind. */
export function byActivity(a: Thread, b: Thread): number {
  return b.lastMessageId - a.lastMessageId || b.id - a.id;
}
