// French, the first language: one file per part of the screen.
import { account } from './account';
import { compose } from './compose';
import { dates } from './dates';
import { door } from './door';
import { facilitation } from './facilitation';
import { failure } from './failure';
import { home } from './home';
import { later } from './later';
import { map } from './map';
import { network } from './network';
import { obstacle } from './obstacle';
import { parts } from './parts';
import { search } from './search';
import { shell } from './shell';
import { territory } from './territory';
import { thread } from './thread';
import { threads } from './threads';
import { words } from './words';

export const fr = {
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
