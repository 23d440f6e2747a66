import { wordsApart } from '../apart.svelte';
import { planning } from '../fr/planning';
import type { Catalogue } from '../text.svelte';

export const planningWords = wordsApart<Catalogue['planning']>(planning, async () => (await import('../en/planning')).planning);
