import { wordsApart } from '../apart.svelte';
import { toDo } from '../fr/to_do';
import type { Catalogue } from '../text.svelte';

export const toDoWords = wordsApart<Catalogue['toDo']>(toDo, async () => (await import('../en/to_do')).toDo);
