import { wordsApart } from '../apart.svelte';
import { later } from '../fr/later';
import type { Catalogue } from '../text.svelte';

export const laterWords = wordsApart<Catalogue['later']>(later, async () => (await import('../en/later')).later);
