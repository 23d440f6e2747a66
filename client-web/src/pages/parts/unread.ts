// Where a link to a thread leads: the first message that is new for the reader, or the thread's end.
import type { Thread } from '../../protocol/messages';
import { isUnread } from '../../state/select';
import type { State } from '../../state/state';

export function threadHref(state: State, thread: Thread, messageId = 0): string {
  const target = messageId || (isUnread(state, thread.id) ? (state.unread.get(thread.id)?.firstId ?? 0) : 0);
  return `/fil/${thread.id}${target ? `?m=${target}` : ''}`;
}
