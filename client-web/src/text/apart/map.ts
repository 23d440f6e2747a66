import { wordsApart } from '../apart.svelte';
import { map } from '../fr/map';
import type { Catalogue } from '../text.svelte';

export const mapWords = wordsApart<Catalogue['map']>(map, async () => (await import('../en/map')).map);
