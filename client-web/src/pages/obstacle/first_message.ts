// The first message of an obstacle, which carries « moi aussi » and « cela m’a servi ». It is born with the thread: its id
// follows the thread's at once, or after what only its author is told.
import type { Message, Thread } from '../../protocol/messages';
import type { State } from '../../state/state';
import { findMessage } from '../../state/select';

const candidates = (thread: Thread): number[] => [1, 2, 3].map((step) => thread.id + step);

export function firstMessageHeld(state: State, thread: Thread): Message | undefined {
  for (const id of candidates(thread)) {
    const message = findMessage(state, id);
    if (message?.threadId === thread.id) return message;
  }
  return undefined;
}

/** For getMessages. */
export const firstMessageIds = candidates;
