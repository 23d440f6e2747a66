import type { Catalogue } from '../text.svelte';

export const map: Catalogue['map'] = {
  title: 'Territories and themes',
  lead: 'The whole community at a glance. A full leaf: something new for you. Touch it to read.',
  caption: 'One row for each territory, one column for each theme. Each cell says whether there is something new for you, and whether an obstacle is open.',
  legend: 'Legend',
  fresh: 'something new for you',
  read: 'all read',
  obstacle: 'an obstacle is open',
  empty: 'nothing yet',
  emptyMine: (theme: string) => `nothing yet: open a thread on “${theme}”`,
  invites: 'nothing yet from your territory: open a thread',
};
