import { wordsApart } from '../apart.svelte';
import { door } from '../fr/door';
import type { Catalogue } from '../text.svelte';

export const doorWords = wordsApart<Catalogue['door']>(door, async () => (await import('../en/door')).door);
