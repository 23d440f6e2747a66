// Where one may begin a thread, and what kind of thread an address asks for.
import { ChannelKind, ThreadKind } from '../../protocol/messages';
import { keepsOrder } from '../../shell/hats';
import { committees } from '../../state/select';
import type { ChannelRow, State } from '../../state/state';

export interface Genre {
  name: 'question' | 'temoignage' | 'discussion' | 'choix';
  kind: ThreadKind;
}

const genres: readonly Genre[] = [
  { name: 'discussion', kind: ThreadKind.DISCUSSION },
  { name: 'question', kind: ThreadKind.QUESTION },
  { name: 'temoignage', kind: ThreadKind.TESTIMONY },
  { name: 'choix', kind: ThreadKind.CHOICE },
];

export function genreOf(name: string | null): Genre {
  return genres.find((genre) => genre.name === name) ?? { name: 'discussion', kind: ThreadKind.DISCUSSION };
}

// In the order in which they are offered: what everybody reads first. Obstacles and conversations have their own pages.
const offered: readonly ChannelKind[] = [
  ChannelKind.THEMES,
  ChannelKind.PLENARY,
  ChannelKind.TERRITORY,
  ChannelKind.PAIR,
  ChannelKind.PERSONAL_FOLLOW_UP,
  ChannelKind.PAIR_FOLLOW_UP,
  ChannelKind.BACKSTAGE,
  ...committees,
];

/** A choice of a subject is opened by the facilitators, where all read it. */
export function writablePlaces(state: State, genre: Genre['name'] = 'discussion'): ChannelRow[] {
  const order = (row: ChannelRow) => offered.indexOf(row.channel?.kind ?? 0);
  if (genre === 'choix') return [...state.channels.values()].filter((row) => row.channel?.kind === ChannelKind.PLENARY && keepsOrder(state, row.id));
  return [...state.channels.values()]
    .filter((row) => row.membership?.canWrite && order(row) >= 0)
    .sort((a, b) => order(a) - order(b) || a.id - b.id);
}
