import { wordsApart } from '../apart.svelte';
import { wall } from '../fr/wall';
import type { Catalogue } from '../text.svelte';

export const wallWords = wordsApart<Catalogue['wall']>(wall, async () => (await import('../en/wall')).wall);
