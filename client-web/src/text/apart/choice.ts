import { wordsApart } from '../apart.svelte';
import { choice } from '../fr/choice';
import type { Catalogue } from '../text.svelte';

export const choiceWords = wordsApart<Catalogue['choice']>(choice, async () => (await import('../en/choice')).choice);
