// What a list of threads shows, as its address says it, and the same as a query to the server: what the device holds is
// shown at once, older threads are asked for.
import { Archived, ChannelKind, Resolved, ThreadKind, type QueryValue, type Thread } from '../../protocol/messages';
import type { State } from '../../state/state';
import { channelOfKind } from '../../shell/hats';
import { statusesOf, type Family } from '../parts/families';
import { isUnread } from '../../state/select';

/** The lists of « Échanges », by what stands in the address. */
export type ListName = '' | 'pleniere' | 'fils' | 'freins' | 'ce-qui-a-marche';

export interface Filter {
  list: ListName;
  themeId: number; // 0: any
  territoryId: number;
  status: '' | 'ouverts' | 'resolus'; // of threads that are no obstacles
  unreadOnly: boolean;
  archived: boolean; // the archived ones, and only them
}

export function readFilter(list: string, query: URLSearchParams): Filter {
  const status = query.get('statut');
  return {
    list: (['pleniere', 'fils', 'freins', 'ce-qui-a-marche'] as const).find((name) => name === list) ?? '',
    themeId: Number(query.get('theme')) || 0,
    territoryId: Number(query.get('territoire')) || 0,
    status: status === 'ouverts' || status === 'resolus' ? status : '',
    unreadOnly: query.has('non-lus'),
    archived: query.has('archives'),
  };
}

/** The address of a list with some of its filters changed. */
export function filterHref(filter: Filter, change: Partial<Filter> = {}): string {
  const { list, themeId, territoryId, status, unreadOnly, archived } = { ...filter, ...change };
  const query = new URLSearchParams();
  if (themeId) query.set('theme', String(themeId));
  if (territoryId) query.set('territoire', String(territoryId));
  if (status) query.set('statut', status);
  if (unreadOnly) query.set('non-lus', '1');
  if (archived) query.set('archives', '1');
  const path = list ? `/echanges/${list}` : '/echanges';
  return query.size > 0 ? `${path}?${query}` : path;
}

export function isFiltered(filter: Filter): boolean {
  return filter.themeId !== 0 || filter.territoryId !== 0 || filter.status !== '' || filter.unreadOnly || filter.archived;
}

// The shared places: what is said in a territory, a follow-up or a conversation has pages of its own.
function channelIds(state: State, list: ListName): number[] {
  const id = (kind: ChannelKind) => channelOfKind(state, kind)?.id ?? 0;
  const plenary = id(ChannelKind.PLENARY);
  const themes = id(ChannelKind.THEMES);
  if (list === 'pleniere') return [plenary];
  return list === '' ? [plenary, themes] : [themes];
}

function isOfList(thread: Thread, list: ListName): boolean {
  const isObstacle = thread.kind === ThreadKind.OBSTACLE;
  if (list === 'fils') return !isObstacle;
  if (list === 'freins') return isObstacle;
  if (list === 'ce-qui-a-marche') return isObstacle && statusesOf.over.includes(thread.obstacle?.status ?? 0);
  return true;
}

/** The threads of a list that this device holds, newest activity first. */
export function threadsOf(state: State, filter: Filter): Thread[] {
  const channels = channelIds(state, filter.list);
  const isWanted = (thread: Thread) =>
    channels.includes(thread.channelId) &&
    isOfList(thread, filter.list) &&
    thread.archived === filter.archived &&
    (filter.themeId === 0 || thread.themeId === filter.themeId) &&
    (filter.territoryId === 0 || thread.territoryId === filter.territoryId) &&
    (filter.status === '' || thread.resolved === (filter.status === 'resolus')) &&
    (!filter.unreadOnly || isUnread(state, thread.id));
  return [...state.threads.values()].filter(isWanted).sort((a, b) => b.lastActivityAtMs - a.lastActivityAtMs);
}

export function familyThreads(threads: readonly Thread[], family: Family): Thread[] {
  return threads.filter((thread) => statusesOf[family].includes(thread.obstacle?.status ?? 0));
}

/** The same as a question to the server. Lists over two channels are asked without one: the filter above narrows. */
export function queryOf(state: State, filter: Filter, pageToken: string): QueryValue<'listThreads'> {
  const channels = channelIds(state, filter.list);
  return {
    channelId: channels.length === 1 ? (channels[0] ?? 0) : 0,
    themeId: filter.themeId,
    territoryId: filter.territoryId,
    kind: filter.list === 'freins' || filter.list === 'ce-qui-a-marche' ? ThreadKind.OBSTACLE : ThreadKind.UNSPECIFIED,
    archived: filter.archived ? Archived.ONLY : Archived.UNSPECIFIED,
    resolved: { '': Resolved.RESOLVED_UNSPECIFIED, ouverts: Resolved.UNRESOLVED_ONLY, resolus: Resolved.RESOLVED_ONLY }[filter.status],
    obstacleStatuses: filter.list === 'ce-qui-a-marche' ? statusesOf.over : [],
    unreadOnly: filter.unreadOnly,
    pageToken,
  };
}
