// French words that every page has at hand: what stands around the pages, and what a thread says.
import { compose } from './compose';
import { dates } from './dates';
import { failure } from './failure';
import { parts } from './parts';
import { shell } from './shell';
import { thread } from './thread';
import { words } from './words';

export const base = {
  compose,
  dates,
  failure,
  parts,
  shell,
  thread,
  words,
};
