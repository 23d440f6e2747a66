import { wordsApart } from '../apart.svelte';
import { obstacle } from '../fr/obstacle';
import type { Catalogue } from '../text.svelte';

export const obstacleWords = wordsApart<Catalogue['obstacle']>(obstacle, async () => (await import('../en/obstacle')).obstacle);
