import { wordsApart } from '../apart.svelte';
import { notebook } from '../fr/notebook';
import type { Catalogue } from '../text.svelte';

export const notebookWords = wordsApart<Catalogue['notebook']>(notebook, async () => (await import('../en/notebook')).notebook);
