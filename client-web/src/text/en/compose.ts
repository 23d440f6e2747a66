import type { Catalogue } from '../text.svelte';

export const compose: Catalogue['compose'] = {
  open: 'Write an answer…',
  resume: (words: string) => `Take up your draft: ${words}`,
  label: 'Your message',
  send: 'Send',
  keysShort: 'Ctrl + Enter to send',
  draftKept: (time: string) => `Draft kept, ${time}`,
  answers: (name: string) => `In answer to ${name}`,
  noAnswer: 'No longer answer this message',
  noQuote: 'Remove the quotation',
  files: {
    sending: (percent: number) => `sending, ${percent}%`,
    remove: (name: string) => `Remove ${name}`,
    tooMany: (max: number) => `At most ${max} files a message.`,
    tooLarge: 'This file is larger than 25 MB. Put it elsewhere and give its link.',
  },
};
