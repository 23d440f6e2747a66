import { wordsApart } from '../apart.svelte';
import { threads } from '../fr/threads';
import type { Catalogue } from '../text.svelte';

export const threadsWords = wordsApart<Catalogue['threads']>(threads, async () => (await import('../en/threads')).threads);
