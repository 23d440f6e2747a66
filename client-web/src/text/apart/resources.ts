import { wordsApart } from '../apart.svelte';
import { resources } from '../fr/resources';
import type { Catalogue } from '../text.svelte';

export const resourcesWords = wordsApart<Catalogue['resources']>(resources, async () => (await import('../en/resources')).resources);
