import { wordsApart } from '../apart.svelte';
import { committees } from '../fr/committees';
import type { Catalogue } from '../text.svelte';

export const committeesWords = wordsApart<Catalogue['committees']>(committees, async () => (await import('../en/committees')).committees);
