// Which threads have something new, from one state to the next.
import { ChannelKind, FollowLevel, NotificationLevel } from '../protocol/messages';
import { followLevel } from '../state/select';
import type { State, Unread } from '../state/state';

/** Threads in which more is unread than before. What is unread at the first look is no news. */
export function grown(before: ReadonlyMap<number, Unread>, now: ReadonlyMap<number, Unread>): number[] {
  return [...now].filter(([id, { count }]) => count > (before.get(id)?.count ?? 0)).map(([id]) => id);
}

/**
 * Whether the browser tells of it. `mentionsMe` is looked up by the caller where it matters: undefined asks for it.
 * A thread in silence is never told of.
 */
export function isTold(state: State, threadId: number, level: NotificationLevel, mentionsMe: boolean | undefined): boolean | 'look' {
  const thread = state.threads.get(threadId);
  if (!thread || level === NotificationLevel.NONE || level === NotificationLevel.UNSPECIFIED) return false;
  const follow = followLevel(state, thread);
  if (follow === FollowLevel.MUTED) return false;
  const isConversation = state.channels.get(thread.channelId)?.channel?.kind === ChannelKind.CONVERSATION;
  if (level === NotificationLevel.ALL || follow === FollowLevel.FOLLOWED || isConversation) return true;
  return mentionsMe ?? 'look';
}
