import type { Catalogue } from '../text.svelte';

export const toDo: Catalogue['toDo'] = {
  title: 'To do for the facilitators',
  lead: 'What waits for an act of the facilitators, the oldest first.',
  all: 'See everything',
  nothing: 'Nothing waits for the facilitators right now.',
  notYours: 'This list is that of the facilitators.',
  lines: {
    notYetCome: (count) => (count === 1 ? 'Somebody who was invited has not come yet' : 'People who were invited have not come yet'),
    obstacles: (count) => (count === 1 ? 'An obstacle waits for a first answer' : 'Obstacles wait for a first answer'),
    rounds: (count) => (count === 1 ? 'A written round waits for somebody' : 'Written rounds wait for somebody'),
    visits: (count) => (count === 1 ? 'Somebody has just arrived' : 'People have just arrived'),
    resources: (count) => (count === 1 ? 'A resource is proposed' : 'Resources are proposed'),
    quotes: (count) => (count === 1 ? 'A quote waits for its answer' : 'Quotes wait for their answer'),
  },
  notYetCome: {
    title: 'Not come yet',
    hint: 'Their invitation is more than seven days old. A word from you often helps more than a second mail.',
    invited: (day) => `invited on ${day}`,
    noInvitation: 'The invitation cannot be sent again from here.',
    toInvitations: 'Go to the invitations',
  },
  obstacles: {
    title: 'Obstacles without an answer',
    hint: 'Shared more than five days ago: nobody but their pair has written there.',
    write: 'Answer',
    writeTo: (title) => `Answer the obstacle “${title}”`,
  },
  rounds: {
    title: 'Written rounds that wait',
    waitsFor: (names) => `Waits for ${names}.`,
    open: 'Open the round',
    openOf: (title) => `Open the round “${title}”`,
  },
  visits: {
    title: 'New people',
    hint: 'Their first visit was less than a week ago.',
    came: (day) => `first visit ${day}`,
    welcome: 'Say welcome',
    welcomeTo: (name) => `Say welcome to ${name}`,
  },
  resources: { title: 'Proposed resources' },
  quotes: {
    title: 'Quotes asked for',
    waits: (name, day) => `${name} has not answered yet (asked on ${day})`,
    see: 'See the message',
    allowedTitle: 'Quotes allowed',
    allowed: (name, day) => `${name} said yes on ${day}`,
    prepare: 'Prepare a file',
  },
};
