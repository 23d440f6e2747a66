// The parts of the English catalogue that are a few lines each.
import type { Catalogue } from '../text.svelte';

export const dates: Catalogue['dates'] = {
  clock: (hour: string, minute: string) => `${hour}:${minute}`,
  today: 'today',
  yesterday: 'yesterday',
};

export const parts: Catalogue['parts'] = {
  newMessages: (count: number) => (count >= 1000 ? 'more than 999 new messages' : count === 1 ? '1 new message' : `${count} new messages`),
  resolved: 'Resolved',
  archived: 'Archived',
  loadMore: 'Show more',
  everyTheme: 'All themes',
  everyTerritory: 'All territories',
  openThread: 'Open a thread',
  edit: 'Edit',
  remove: 'Remove',
  choose: 'Choose',
  you: 'you',
  and: (names: string[]) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`),
  files: {
    label: 'Attachments',
    image: (name: string) => `Attached image: ${name}`,
    size: (bytes: number) => (bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`),
  },
  saved: 'Saved.',
  conflict: 'Somebody has just changed it. This is the wording in force; take yours up again below if need be.',
};

export const failure: Catalogue['failure'] = {
  offline: 'No network for now. Try again in a moment.',
  unknown: 'Something did not work. Reload the page; if it happens again, tell the facilitators.',
  tooLarge: (limit: string, unit: string) => (unit === 'bytes' ? `Too long: at most ${limit} bytes.` : `Too much: at most ${limit}.`),
  codes: {
    UNIMPLEMENTED: 'This server cannot do that yet.',
    INVALID_ARGUMENT: 'Something is missing or too long. Check what you wrote.',
    NOT_FOUND: 'This exists no more, or the place is not yours.',
    FORBIDDEN: 'Your role does not allow this here.',
    CONFLICT: 'Somebody has just changed it. Read the wording in force, then try again.',
    KEY_REUSED: 'This was sent already. Reload the page, then try again.',
    ARCHIVED: 'This thread is archived: it can be read, not changed.',
    ALREADY_DONE: 'It was done already.',
    TOO_LARGE: 'Too long, or too large.',
    OVERLOADED: 'The server is very busy. Try again in a moment.',
    RATE_LIMITED: 'Too many tries in a short time. Wait a minute, then try again.',
    STORAGE_UNAVAILABLE: 'The server cannot store anything for now. Reading goes on; tell the technical administration.',
    INTERNAL: 'The server met an error. Try again; if it happens again, tell the technical administration.',
    UNAUTHENTICATED: 'Your session has ended. Sign in again.',
    HELLO_REQUIRED: 'The connection was interrupted. Reload the page.',
    UNSUPPORTED_VERSION: 'This page and the server are of different versions. Reload it.',
  },
};

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
    now: 'Roadmaps are not written here yet. Dates and documents of the sessions are in the plenary.',
  },
};

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
