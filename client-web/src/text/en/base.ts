// English words that every page has at hand: the same keys as the French base. Loaded when English is asked for.
import type { BaseCatalogue } from '../text.svelte';
import { compose } from './compose';
import { shell } from './shell';
import { dates, failure, parts } from './small';
import { thread } from './thread';
import { words } from './words';

export const base: BaseCatalogue = {
  compose,
  dates,
  failure,
  parts,
  shell,
  thread,
  words,
};
