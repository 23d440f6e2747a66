import { wordsApart } from '../apart.svelte';
import { territory } from '../fr/territory';
import type { Catalogue } from '../text.svelte';

export const territoryWords = wordsApart<Catalogue['territory']>(territory, async () => (await import('../en/territory')).territory);
