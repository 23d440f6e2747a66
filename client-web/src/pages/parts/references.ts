// The words for what a text speaks of, in the reader's language; what is not held yet is asked for, once.
import { client } from '../../client.svelte';
import type { State } from '../../state/state';
import type { References } from '../../text/markdown';
import { referencesOf } from '../../text/references';
import { t } from '../../text/text.svelte';

const asked = new Set<string>();

// Called while a page is being drawn: the question is put behind that.
function ask(kind: 'thread' | 'message', id: number) {
  const key = `${kind} ${id}`;
  if (asked.has(key)) return;
  asked.add(key);
  queueMicrotask(() => {
    const answered =
      kind === 'thread' ? client.ask('getThread', { threadId: id }) : client.ask('getMessages', { messageIds: [id] });
    answered.catch(() => {}); // it is not there, or not ours: the words say « un fil »
  });
}

export function wordsOfReferences(state: State): References {
  const { formerParticipant, someThread, someMessage } = t.words;
  return referencesOf(state, { formerMember: formerParticipant, someThread, someMessage }, ask);
}
