import { wordsApart } from '../apart.svelte';
import { declaring } from '../fr/declaring';
import type { Catalogue } from '../text.svelte';

export const declaringWords = wordsApart<Catalogue['declaring']>(declaring, async () => (await import('../en/declaring')).declaring);
