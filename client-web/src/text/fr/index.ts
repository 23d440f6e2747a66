// French, the first language: one file per part of the screen.
import { compose } from './compose';
import { dates } from './dates';
import { door } from './door';
import { failure } from './failure';
import { home } from './home';
import { later } from './later';
import { obstacle } from './obstacle';
import { parts } from './parts';
import { shell } from './shell';
import { thread } from './thread';
import { threads } from './threads';
import { words } from './words';

export const fr = { compose, dates, door, failure, home, later, obstacle, parts, shell, thread, threads, words };
