import type { Catalogue } from '../text.svelte';

export const obstacle: Catalogue['obstacle'] = {
  card: 'The obstacle',
  edit: 'Complete the card',
  outcome: 'What worked',
  inRound: 'This subject is being treated in co-development.',
  round: {
    propose: 'Propose for a round',
    proposed: 'A round of co-development about this obstacle is proposed to you. Your answer is free.',
    answer: 'See and answer',
    open: 'The round that came from this obstacle',
    yoursAlone: 'This link is shown to the members of the round alone.',
    isIn: 'It is being treated in a round',
  },
  life: 'The life of this obstacle',
  declared: 'Declared',
  meToo: 'Me too',
  meTooBy: (who: string) => `Live the same: ${who}`,
  servedMe: 'It served me',
  servedBy: (who: string) => `It served: ${who}`,
  fields: {
    context: 'Context',
    tried: 'What was tried',
    effects: 'Effects',
    helpWanted: 'Help wanted',
    actors: 'Actors concerned',
  },
  status: {
    open: 'Take stock',
    done: (status: string) => `Status: ${status}.`,
  },
  publish: {
    open: 'Share with the community',
  },
};
