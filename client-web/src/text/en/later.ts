import type { Catalogue } from '../text.svelte';

export const later: Catalogue['later'] = {
  path: {
    title: 'Programme',
    lead: 'Nine months among peers, four sessions, and what happens between them.',
    sessions: [
      { name: '1. Understand', text: 'A look at the actions led and the obstacles met.', output: 'One leaves with a balance.' },
      { name: '2. Set to work', text: 'Co-development on the balances, the first actions.', output: 'One leaves with a plan.' },
      { name: '3. Go deeper', text: 'A subject chosen together, sharing of progress.', output: 'One leaves with a roadmap.' },
      { name: '4. Put into perspective', text: 'The roadmaps are presented.', output: 'One leaves with five minutes that convince.' },
    ],
    now: 'Balance, implementation plan, roadmap and pitch are written in the roadmaps. Dates and documents of the sessions are in the plenary.',
  },
};
