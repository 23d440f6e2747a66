import { wordsApart } from '../apart.svelte';
import { roadmaps } from '../fr/roadmaps';
import type { Catalogue } from '../text.svelte';

export const words = wordsApart<Catalogue['roadmaps']>(roadmaps, async () => (await import('../en/roadmaps')).roadmaps);
