// Which places one is shown, by the hat that one wears. The server decides what one may do; this only spares doors that
// stay closed.
import { ChannelKind, Role, type Member } from '../protocol/messages';
import { isCommittee, isPlaceForThreads } from '../state/select';
import type { ChannelRow, State } from '../state/state';

export const facilitates = (me: Member): boolean => me.role === Role.FACILITATOR || me.role === Role.ADMIN;

/** « Mon territoire »: for the pair, for those it invited, and for whoever follows a person or a pair. */
export function hasTerritory(state: State, me: Member): boolean {
  return me.territoryId !== 0 || placesOfTerritory(state).length > 0;
}

const territoryKinds: readonly ChannelKind[] = [
  ChannelKind.TERRITORY,
  ChannelKind.PAIR,
  ChannelKind.PAIR_OBSTACLES,
  ChannelKind.PAIR_FOLLOW_UP,
  ChannelKind.PERSONAL_FOLLOW_UP,
];

export function placesOfTerritory(state: State): ChannelRow[] {
  return [...state.channels.values()].filter((row) => row.channel && territoryKinds.includes(row.channel.kind));
}

export function channelOfKind(state: State, kind: ChannelKind): ChannelRow | undefined {
  return [...state.channels.values()].find((row) => row.channel?.kind === kind);
}

/** Whether one reads the shared places: committees and admins do not. */
export function readsExchanges(state: State): boolean {
  return channelOfKind(state, ChannelKind.PLENARY) !== undefined || channelOfKind(state, ChannelKind.THEMES) !== undefined;
}

export const mayWrite = (state: State, channelId: number): boolean => state.channels.get(channelId)?.membership?.canWrite === true;

/** Whether « Écrire » is offered: what is written for a committee or proposed as a resource begins on their own pages. */
export function mayWriteSomewhere(state: State): boolean {
  const hasOwnPage = (kind: ChannelKind | undefined) => isCommittee(kind) || kind === ChannelKind.RESOURCES || kind === ChannelKind.RESOURCE_PROPOSALS;
  return [...state.channels.values()].some(
    ({ membership, channel }) => membership?.canWrite === true && isPlaceForThreads(channel?.kind) && !hasOwnPage(channel?.kind),
  );
}

/** The committees that one reads: steering, orientation, technical. */
export function committeesOf(state: State): ChannelRow[] {
  return [...state.channels.values()].filter(({ channel }) => isCommittee(channel?.kind)).sort((a, b) => a.channel!.kind - b.channel!.kind);
}

/** Places of all, in which the facilitators keep order. */
const ofFacilitators: readonly ChannelKind[] = [ChannelKind.PLENARY, ChannelKind.THEMES, ChannelKind.RESOURCES, ChannelKind.RESOURCE_PROPOSALS];

/** Whether one facilitates a place: there one may pin, archive, rename, move. Mirrors Act::keep_order of the server. */
export function keepsOrder(state: State, channelId: number): boolean {
  const row = state.channels.get(channelId);
  const kind = row?.channel?.kind;
  if (!row?.membership?.canWrite || kind === undefined) return false;
  if (ofFacilitators.includes(kind) || isCommittee(kind)) return row.membership.role === Role.FACILITATOR;
  if (kind === ChannelKind.TERRITORY) return row.channel?.territoryId === state.me.territoryId && state.me.role === Role.CATALYST;
  if (kind === ChannelKind.PAIR_OBSTACLES) return row.membership.role === Role.CATALYST;
  return true;
}

/** Whether a round of co-development waits for one; one that is looked at says so itself. */
export const isAwaitedInRound = (state: State): boolean =>
  state.roundList?.rows.some(({ awaitsMe, roundId }) => awaitsMe && !state.rounds.has(roundId)) ?? false;

/** Whether something is new anywhere. */
export const hasNews = (state: State): boolean => [...state.unread.values()].some((each) => each.count > 0);
