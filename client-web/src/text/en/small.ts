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
  toExchanges: 'Go to the exchanges',
  read: 'read',
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
