import { wordsApart } from '../apart.svelte';
import { quotes } from '../fr/quotes';
import type { Catalogue } from '../text.svelte';

export const quotesWords = wordsApart<Catalogue['quotes']>(quotes, async () => (await import('../en/quotes')).quotes);
