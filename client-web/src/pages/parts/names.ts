// What people, places and statuses are called on screen: the state and an id in, words out. What is hidden from the reader
// has a word too, never an empty place.
import {
  ChannelKind,
  MemberStatus,
  ObstacleNature,
  ObstacleStatus,
  Role,
  ThreadKind,
  type Channel,
  type Member,
  type Thread,
} from '../../protocol/messages';
import type { State } from '../../state/state';
import { withoutDirections } from '../../text/plain_text';
import { t } from '../../text/text.svelte';
import { conversationName, readersOf } from './readers.svelte';

/** The name of a member, of one who left, or of an author who is not shown (id 0). */
export function memberName(state: State, id: number): string {
  if (id === 0) return t.words.hiddenAuthor;
  const member = memberOf(state, id);
  if (!member) return imaginaryName(state, id) ?? (namesPeople(state) ? t.words.formerParticipant : unnamed(state, id));
  const isGone = member.status === MemberStatus.LEFT && member.name === '';
  return isGone ? t.words.formerParticipant : withoutDirections(member.name);
}

/** Two committees are told no names but their own: who is not named to them has not left for that. */
export const namesPeople = (state: State): boolean => ![Role.ORIENTATION, Role.TECHNICAL_COMMITTEE].includes(state.me.role);

/** By the hat that one wears where the committee reads. */
function unnamed(state: State, id: number): string {
  for (const channelId of state.channels.keys()) {
    const reader = readersOf(channelId)?.find(({ memberId }) => memberId === id);
    if (reader?.role === Role.FACILITATOR) return t.words.unnamed.facilitation;
    if (reader?.role === state.me.role) return t.words.unnamed.committee;
  }
  return t.words.unnamed.somebody;
}

/** Of somebody who exists in a practice round alone, while it is looked at. */
function imaginaryName(state: State, id: number): string | undefined {
  for (const { view } of state.rounds.values()) {
    const person = view.participants.find(({ memberId }) => memberId === id);
    if (person?.fictionalName) return person.fictionalName;
  }
  return undefined;
}

export function memberOf(state: State, id: number): Member | undefined {
  return state.members.get(id) ?? (state.me.id === id ? state.me : undefined);
}

/** The title of a thread, as it may be shown. */
export const titleOf = (thread: { readonly title: string }): string => withoutDirections(thread.title);

/** « Nadia », for a greeting. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/u)[0] ?? '';
}

export function territoryName(state: State, id: number): string {
  return state.territories.get(id)?.name ?? '';
}

export function themeName(state: State, id: number): string {
  const theme = state.themes.get(id);
  return theme ? theme.shortTitle || theme.title : '';
}

const channelWords: Partial<Record<ChannelKind, keyof typeof t.words.channels>> = {
  [ChannelKind.PLENARY]: 'PLENARY',
  [ChannelKind.THEMES]: 'THEMES',
  [ChannelKind.TERRITORY]: 'TERRITORY',
  [ChannelKind.PAIR]: 'PAIR',
  [ChannelKind.PAIR_OBSTACLES]: 'PAIR_OBSTACLES',
  [ChannelKind.PAIR_FOLLOW_UP]: 'PAIR_FOLLOW_UP',
  [ChannelKind.PERSONAL_FOLLOW_UP]: 'PERSONAL_FOLLOW_UP',
  [ChannelKind.CONVERSATION]: 'CONVERSATION',
  [ChannelKind.BACKSTAGE]: 'BACKSTAGE',
  [ChannelKind.RESOURCES]: 'RESOURCES',
  [ChannelKind.RESOURCE_PROPOSALS]: 'RESOURCE_PROPOSALS',
  [ChannelKind.STEERING]: 'STEERING',
  [ChannelKind.ORIENTATION]: 'ORIENTATION',
  [ChannelKind.TECHNICAL]: 'TECHNICAL',
};

/** What a place is called: by its kind, with the territory or person where several of a kind are read. */
export function channelName(state: State, channel: Channel | undefined): string {
  if (!channel) return '';
  const word = channelWords[channel.kind];
  const kind = word ? t.words.channels[word] : channel.title;
  if (channel.kind === ChannelKind.CONVERSATION) return conversationName(state, channel.id);
  if (channel.personId !== 0 && channel.personId !== state.me.id) return `${kind} – ${memberName(state, channel.personId)}`;
  const foreign = channel.territoryId !== 0 && channel.territoryId !== state.me.territoryId;
  return foreign ? `${kind} – ${territoryName(state, channel.territoryId)}` : kind;
}

/** Where a thread lives: its theme, or the place when it has none. */
export function whereName(state: State, thread: Thread): string {
  return themeName(state, thread.themeId) || channelName(state, state.channels.get(thread.channelId)?.channel);
}

export const natureName = (nature: ObstacleNature) => t.words.natures[ObstacleNature[nature] as keyof typeof t.words.natures] ?? '';
export const statusName = (status: ObstacleStatus) => t.words.statuses[ObstacleStatus[status] as keyof typeof t.words.statuses] ?? '';
export const roleName = (role: Role) => t.words.roles[Role[role] as keyof typeof t.words.roles] ?? '';
export const threadKindName = (kind: ThreadKind) => t.words.threadKinds[ThreadKind[kind] as keyof typeof t.words.threadKinds] ?? '';
