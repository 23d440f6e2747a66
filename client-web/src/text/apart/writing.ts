import { wordsApart } from '../apart.svelte';
import { writing } from '../fr/writing';
import type { Catalogue } from '../text.svelte';

export const writingWords = wordsApart<Catalogue['writing']>(writing, async () => (await import('../en/writing')).writing);
