// What became of a proposal, as far as its thread and the resources tell: nothing in a thread names what it was published as.
import { ChannelKind, type Thread } from '../../protocol/messages';
import { channelOfKind } from '../../shell/hats';
import { threadsWhere } from '../../state/select';
import type { State } from '../../state/state';

export type Fate = { readonly kind: 'waiting' | 'settled' } | { readonly kind: 'published'; readonly resource: Thread };

const idOf = (state: State, kind: ChannelKind) => channelOfKind(state, kind)?.id ?? -1;

/** Threads of the place of proposals, oldest first; the archived ones, too. */
export function proposalsOf(state: State): readonly Thread[] {
  const channelId = idOf(state, ChannelKind.RESOURCE_PROPOSALS);
  return [...threadsWhere(state, { channelId }), ...threadsWhere(state, { channelId, archived: true })].sort((a, b) => a.id - b.id);
}

export const isWaiting = (proposal: Thread): boolean => !proposal.resolved && !proposal.archived;

/** The resources of the same author that were opened later, oldest first. */
function resourcesAfter(state: State, proposal: Thread): Thread[] {
  return threadsWhere(state, { channelId: idOf(state, ChannelKind.RESOURCES) })
    .filter(({ id, authorId }) => authorId === proposal.authorId && id > proposal.id)
    .sort((a, b) => a.id - b.id);
}

/**
 * A resource keeps the author of its proposal, and its title unless the facilitators gave it a better one. So: the first
 * later one of the same title; else the only later one, where the author has no other proposal that it could come from.
 */
export function fateOf(state: State, proposal: Thread): Fate {
  if (isWaiting(proposal)) return { kind: 'waiting' };
  const later = resourcesAfter(state, proposal);
  const namesake = later.find(({ title }) => title === proposal.title);
  if (namesake) return { kind: 'published', resource: namesake };
  const proposals = proposalsOf(state).filter(({ authorId, id }) => authorId === proposal.authorId && id !== proposal.id);
  const untold = later.filter(({ title }) => !proposals.some((other) => other.title === title));
  const isAlone = !proposals.some((other) => !isWaiting(other) && !later.some(({ title }) => title === other.title));
  const [only] = untold;
  return only && untold.length === 1 && isAlone ? { kind: 'published', resource: only } : { kind: 'settled' };
}
