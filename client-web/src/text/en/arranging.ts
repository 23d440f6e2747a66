import type { Catalogue } from '../text.svelte';

export const arranging: Catalogue['arranging'] = {
  version: (number: number) => `Version ${number}`,
  jump: {
    title: 'Go to a moment of the thread',
    start: 'The beginning',
    end: 'The end',
    day: 'A certain day',
    act: 'Go there',
  },
  move: {
    picked: (count: number) => (count === 0 ? 'Choose the messages to move' : count === 1 ? '1 message chosen' : `${count} messages chosen`),
    toNew: 'To a new thread',
    toOther: 'To another thread',
    find: 'Find a thread by its title',
    none: 'No thread of this place has these words.',
    act: 'Move',
    done: (count: number) => (count === 1 ? 'Message moved.' : `${count} messages moved.`),
    see: 'Go there',
    merge: 'Join',
    mergeHint: 'All messages will go to the chosen thread. This can be undone for 24 hours.',
    merged: 'The two threads are joined.',
  },
};
