// English, the second language: the same keys as French, part by part. As in French, the whole is for types and tests.
import type { Catalogue } from '../text.svelte';
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

export const en: Catalogue = {
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
