import type { Catalogue } from '../text.svelte';

export const threads: Catalogue['threads'] = {
  listsLabel: 'Lists of exchanges',
  lists: {
    all: { title: 'Exchanges', lead: 'Everything that is said in the community, newest first.', write: 'Open a thread' },
    pleniere: { title: 'Plenary', lead: 'What concerns everybody: announcements, dates, life of the programme.', write: 'Write to the plenary' },
    fils: { title: 'Threads', lead: 'Questions, discussions and testimonies, by theme.', write: 'Open a thread' },
    freins: { title: 'Obstacles', lead: 'What blocks, where it stands, and who lives the same.', write: 'Declare an obstacle' },
    'ce-qui-a-marche': {
      title: 'What worked',
      lead: 'Obstacles that were lifted or bypassed, told by the territories that did it.',
      write: 'Declare an obstacle',
    },
  },
  filters: {
    label: 'Narrow the list',
    open: (count: number) => (count === 0 ? 'Narrow' : `Narrow (${count})`),
    theme: 'Theme',
    territory: 'Territory',
    status: 'Status',
    anyStatus: 'Any status',
    unresolved: 'Open',
    resolved: 'Resolved',
    unread: 'Unread',
    archived: 'Archive',
    clear: 'Show all',
  },
  loaded: (count: number) => `${count} more threads.`,
  notYours: 'Your role does not read the community’s exchanges.',
  empty: 'Nobody has opened a thread here yet.',
  emptyFiltered: 'No thread matches these choices.',
  emptyArchive: 'Nothing is archived here.',
  emptyBoard: 'No obstacle was declared. One sentence is enough to begin.',
  emptyWorked: 'No obstacle was lifted yet. The first stories will appear here.',
  noneInFamily: 'None for now.',
  noOutcome: 'The story is not written yet.',
  seeBoard: 'See the obstacles',
};
