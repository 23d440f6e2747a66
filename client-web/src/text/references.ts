// The words for <@12>, <#40> and <!41>, from what the client holds.
import { findMessage } from '../state/select';
import type { State } from '../state/state';
import type { References } from './markdown';

export interface ReferenceWords {
  readonly formerMember: string; // « Ancien participant »
  readonly someThread: string; // « un fil »
  readonly someMessage: string; // « un message »
}

/** `missing` is told what is not held, so that it can be asked for; it may be told the same again and again. */
export function referencesOf(state: State, words: ReferenceWords, missing: (kind: 'thread' | 'message', id: number) => void = () => {}): References {
  return {
    person(id) {
      const member = state.members.get(id);
      if (!member) return { label: `@${words.formerMember}` };
      return { label: `@${member.name}`, href: `/reseau/personne/${id}`, isMe: id === state.me.id };
    },
    thread(id) {
      const thread = state.threads.get(id);
      if (!thread) missing('thread', id);
      return { label: thread?.title ?? words.someThread, href: `/fil/${id}` };
    },
    message(id) {
      const message = findMessage(state, id);
      if (!message) {
        missing('message', id);
        return { label: words.someMessage };
      }
      const thread = state.threads.get(message.threadId);
      return { label: thread?.title ?? words.someMessage, href: `/fil/${message.threadId}?m=${id}` };
    },
  };
}
