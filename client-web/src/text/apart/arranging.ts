import { wordsApart } from '../apart.svelte';
import { arranging } from '../fr/arranging';
import type { Catalogue } from '../text.svelte';

export const arrangingWords = wordsApart<Catalogue['arranging']>(arranging, async () => (await import('../en/arranging')).arranging);
