// English, the second language: the same keys as French, part by part. Loaded when it is asked for.
import type { Catalogue } from '../text.svelte';
import { account } from './account';
import { compose } from './compose';
import { door } from './door';
import { facilitation } from './facilitation';
import { home } from './home';
import { network } from './network';
import { obstacle } from './obstacle';
import { search } from './search';
import { shell } from './shell';
import { dates, failure, later, map, parts } from './small';
import { territory } from './territory';
import { thread } from './thread';
import { threads } from './threads';
import { words } from './words';

export const en: Catalogue = {
  account,
  compose,
  dates,
  door,
  facilitation,
  failure,
  home,
  later,
  map,
  network,
  obstacle,
  parts,
  search,
  shell,
  territory,
  thread,
  threads,
  words,
};
