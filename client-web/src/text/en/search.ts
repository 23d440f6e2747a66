import type { Catalogue } from '../text.svelte';

// Values are those that the search understands; it speaks both languages.
export const search: Catalogue['search'] = {
  title: 'Search',
  label: 'What are you looking for?',
  act: 'Search',
  conditions: 'Conditions of the search',
  narrow: 'Narrow the search',
  remove: (condition: string) => `Remove the condition ${condition}`,
  me: 'me',
  by: {
    theme: 'Theme',
    territory: 'Territory',
    author: 'Person',
    kind: 'Kind',
    status: 'Status',
    since: 'Since',
  },
  kinds: [
    { label: 'Question', value: 'question' },
    { label: 'Discussion', value: 'discussion' },
    { label: 'Testimony', value: 'testimony' },
    { label: 'Obstacle', value: 'obstacle' },
    { label: 'Resource', value: 'resource' },
    { label: 'Choice of a subject', value: 'choice' },
  ],
  statuses: [
    { label: 'Open', value: 'open' },
    { label: 'Being worked on', value: 'on y travaille' },
    { label: 'Lifted or bypassed', value: 'levés ou contournés' },
    { label: 'Persistent', value: 'persistent' },
    { label: 'Resolved', value: 'resolved' },
    { label: 'Archived', value: 'archived' },
  ],
  since: [
    { label: 'a week ago', days: 7 },
    { label: 'a month ago', days: 31 },
    { label: 'three months ago', days: 92 },
    { label: 'a year ago', days: 366 },
  ],
  found: (count: number, more: boolean) => (more ? `First ${count} results.` : count === 1 ? '1 result.' : `${count} results.`),
  roadmaps: {
    title: 'In roadmaps',
    now: 'today’s text',
    kept: (day: string) => `version kept on ${day}`,
  },
  inMessages: 'In exchanges',
  nothing: 'Nothing matches. Try with fewer words, or ask the question.',
  unknownValue: (operator: string, value: string) => `“${value}” is not known for “${operator}”. Choose from the list, or remove this condition.`,
  notUnderstood: 'This search is not understood. Check the quotation marks and the conditions.',
  help: {
    title: 'Some ways to search',
    lines: [
      { text: 'financement', means: 'also finds « financer », « financements ».' },
      { text: '"comité local"', means: 'exactly these words, in this order.' },
      { text: 'mobilité -covoiturage', means: 'without the second word.' },
      { text: 'mécénat territory:morvelle', means: 'what this territory says of it.' },
      { text: 'author:moi', means: 'what you wrote.' },
    ],
  },
};
