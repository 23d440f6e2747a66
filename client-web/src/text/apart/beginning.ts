import { wordsApart } from '../apart.svelte';
import { beginning } from '../fr/beginning';
import type { Catalogue } from '../text.svelte';

export const beginningWords = wordsApart<Catalogue['beginning']>(beginning, async () => (await import('../en/beginning')).beginning);
