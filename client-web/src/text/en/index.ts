// English, the second language: the same keys as French, part by part. As in French, the whole is for types and tests.
import type { Catalogue } from '../text.svelte';
import { account } from './account';
import { arranging } from './arranging';
import { base } from './base';
import { beginning } from './beginning';
import { choice } from './choice';
import { committees } from './committees';
import { course } from './course';
import { declaring } from './declaring';
import { door } from './door';
import { editor } from './editor';
import { facilitation } from './facilitation';
import { home } from './home';
import { map } from './map';
import { network } from './network';
import { notebook } from './notebook';
import { obstacle } from './obstacle';
import { planning } from './planning';
import { quotes } from './quotes';
import { resources } from './resources';
import { roadmaps } from './roadmaps';
import { search } from './search';
import { standing } from './standing';
import { territory } from './territory';
import { threads } from './threads';
import { toDo } from './to_do';
import { wall } from './wall';
import { writing } from './writing';

export const en: Catalogue = {
  ...base,
  account,
  arranging,
  beginning,
  choice,
  committees,
  course,
  declaring,
  door,
  editor,
  facilitation,
  home,
  map,
  network,
  notebook,
  obstacle,
  planning,
  quotes,
  resources,
  roadmaps,
  search,
  standing,
  territory,
  threads,
  toDo,
  wall,
  writing,
};
