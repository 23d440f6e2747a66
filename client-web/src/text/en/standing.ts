import type { Catalogue } from '../text.svelte';

export const standing: Catalogue['standing'] = {
  label: 'In the course',
  here: (standing) => `In the course: ${standing}`,
  states: { APPROACHED: 'approached', ENGAGED: 'engaged', PAUSED: 'paused', LEFT: 'gone', RELAYED: 'relayed' },
  since: (state, day) => `${state}, since ${day}`,
  change: 'Change where it stands',
  title: (name) => `Where does ${name} stand in the course?`,
  hints: {
    APPROACHED: 'It was asked to come, and has not answered yet.',
    ENGAGED: 'It follows the course.',
    PAUSED: 'It stops for a while, and will come back.',
    LEFT: 'It has left the course. What it wrote can still be read.',
    RELAYED: 'Another territory took its place.',
  },
  same: 'It stands there already.',
};
