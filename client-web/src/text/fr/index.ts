// French, the first language: one file per part of the screen. What a browser loads is the base, and a page's own words
// with the page (text/apart); the whole is for types and tests.
import { account } from './account';
import { base } from './base';
import { door } from './door';
import { facilitation } from './facilitation';
import { later } from './later';
import { map } from './map';
import { network } from './network';
import { roadmaps } from './roadmaps';
import { search } from './search';
import { territory } from './territory';
import { threads } from './threads';
import { writing } from './writing';

export const fr = {
  ...base,
  account,
  door,
  facilitation,
  later,
  map,
  network,
  roadmaps,
  search,
  territory,
  threads,
  writing,
};
