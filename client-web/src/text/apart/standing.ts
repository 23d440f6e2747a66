import { wordsApart } from '../apart.svelte';
import { standing } from '../fr/standing';
import type { Catalogue } from '../text.svelte';

export const standingWords = wordsApart<Catalogue['standing']>(standing, async () => (await import('../en/standing')).standing);
