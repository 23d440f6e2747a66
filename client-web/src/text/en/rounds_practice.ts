// The practice room, in English.
import type { PracticeWords } from '../rounds.svelte';

export const practice: PracticeWords = {
  practice: {
    title: 'Practice room',
    lead: 'A true round with five imaginary people: you facilitate, and they speak when you say so.',
    tag: 'Practice',
    first: 'Facilitating for the first time? In the practice room one practises alone, with imaginary people.',
    enter: 'Open the practice room',
    begin: 'Begin',
    stays: 'Nobody else will see this practice round. Nothing of it leaves the room or is counted, and it goes by itself after a week. You can cancel it at any time.',
    notShared: 'In a true round this text would return to the thread of the obstacle. Of a practice round nothing leaves.',
    days: 'Steps that last for days last only some minutes here.',
    notice: 'Practice room: these people are imaginary. You alone read this round, and nothing of it leaves.',
    turn: 'Let the next person speak',
    key: 'On the keyboard: Alt + Enter.',
    did: (name: string, kind: string) => `${name}: ${kind}`,
    unseen: 'Done. You will read it when you reveal.',
    done: 'Done.',
    yours: (what: string) => `Your turn: ${what}`,
    next: {
      open_step: 'nobody has anything left to do in this step, open the next one.',
      finish_round: 'all is said, finish the round.',
      designate: 'say who could be the client.',
      show_contribution: 'questions wait, take up the next one.',
      give_floor: 'somebody asked for the floor, give it.',
      reveal: 'all have written, reveal it.',
      resume_round: 'the round is suspended, resume it.',
    },
  },
};
