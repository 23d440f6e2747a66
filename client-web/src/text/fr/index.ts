// French, the first language: one file per part of the screen.
import { dates } from './dates';
import { door } from './door';
import { failure } from './failure';
import { home } from './home';
import { parts } from './parts';
import { shell } from './shell';
import { threads } from './threads';
import { words } from './words';

export const fr = { dates, door, failure, home, parts, shell, threads, words };
