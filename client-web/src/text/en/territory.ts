import type { Catalogue } from '../text.svelte';

export const territory: Catalogue['territory'] = {
  title: 'My territory',
  titleFollowing: 'The places that you follow',
  lead: 'Your own places: the two of you, with your guests, with your adviser.',
  leadFollowing: 'The places that you follow, or in which you are a guest.',
  profile: 'The public page',
  other: 'Other places',
  none: 'No place of a territory is open to you.',
  write: 'Write here',
  silent: 'Nothing written for now.',
  noObstacle: 'No obstacle kept here.',
  firstObstacle: 'No obstacle kept between you. One sentence is enough to begin.',
  shared: 'Shared with the community',
  sharedHint: 'The threads and obstacles of your territory that everybody reads.',
  places: {
    PAIR: 'The two of you, nobody else.',
    TERRITORY: 'The pair, and those whom you invite.',
    PAIR_OBSTACLES: 'What blocks, before the community is told. Read by the pair and its adviser.',
    PERSONAL_FOLLOW_UP: 'One person and their adviser. Their partner does not read it.',
    PAIR_FOLLOW_UP: 'The pair and its adviser: each reads what the other writes.',
  },
  guests: {
    open: 'Invite',
    hint: 'A guest reads this channel from their arrival on, and may write in it. You may end the invitation.',
    who: 'Whom to invite?',
    act: 'Invite',
    remove: 'End',
    leave: 'Leave this channel',
    leaveHint: 'You will no longer read this channel. The pair may invite you again.',
  },
};
