// Who reads a place, as the permission test answered: asked once for each place that a page names by its people.
import { client } from '../../client.svelte';
import type { Membership } from '../../protocol/messages';
import type { State } from '../../state/state';
import { t } from '../../text/text.svelte';

// By member and channel: another account on the same device begins with nothing.
let known = $state.raw<ReadonlyMap<string, readonly Membership[]>>(new Map());
const asked = new Set<string>();
const keyOf = (channelId: number) => `${client.me.id} ${channelId}`;

/** Undefined until the answer has come. */
export function readersOf(channelId: number): readonly Membership[] | undefined {
  if (!asked.has(keyOf(channelId))) queueMicrotask(() => void askReaders(channelId).catch(() => {}));
  return known.get(keyOf(channelId));
}

/** Asks anew: after somebody was let in, or when one wants to be sure. */
export async function askReaders(channelId: number): Promise<readonly Membership[]> {
  const key = keyOf(channelId);
  asked.add(key);
  try {
    const { memberships } = await client.ask('listReaders', { channelId });
    known = new Map(known).set(key, memberships);
    return memberships;
  } catch (error) {
    asked.delete(key); // the next page asks again
    throw error;
  }
}

/** « Nadia Benhaddou et Guillaume Sorel »: a conversation is called by the others in it. */
export function conversationName(state: State, channelId: number): string {
  const others = (readersOf(channelId) ?? []).filter((reader) => reader.memberId !== state.me.id);
  const names = others.map((reader) => state.members.get(reader.memberId)?.name ?? t.words.formerParticipant);
  return t.parts.and(names) || t.words.channels.CONVERSATION;
}
