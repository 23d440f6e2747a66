import type { Catalogue } from '../text.svelte';

export const beginning: Catalogue['beginning'] = {
  title: 'Title',
  titleHint: 'A sentence that can be understood by itself, even in six months.',
  titleShort: 'Give a title of at least three characters.',
  theme: 'Theme',
  chooseTheme: 'Choose a theme',
  themeMissing: 'Choose the nearest theme.',
  bodyMissing: 'Write at least one sentence.',
  where: 'Where to write it',
  kinds: {
    question: { title: 'Ask a question', lead: 'Say where you stand, then what you are looking for. Your peers will answer.', titleLabel: 'Your question, in one sentence' },
    temoignage: { title: 'Tell what you are living', lead: 'What happened, what you take from it. It need not be over.', titleLabel: 'What it is about, in one sentence' },
    choix: { title: 'Choose a subject together', lead: 'Say what is to be chosen, and by when. Everybody will propose; nothing is put to a vote.', titleLabel: 'What is to be chosen' },
    discussion: { title: 'Open a thread', lead: 'One subject at a time: it will be found by its title.', titleLabel: 'Title of the thread' },
  },
  publish: 'Publish',
  published: 'It is published.',
  offline: 'Not sent: your thread will leave when the network is back.',
  nowhere: 'Your role does not open threads. You may read and follow those that exist.',
};
