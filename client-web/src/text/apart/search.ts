import { wordsApart } from '../apart.svelte';
import { search } from '../fr/search';
import type { Catalogue } from '../text.svelte';

export const searchWords = wordsApart<Catalogue['search']>(search, async () => (await import('../en/search')).search);
