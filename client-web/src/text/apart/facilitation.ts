import { wordsApart } from '../apart.svelte';
import { facilitation } from '../fr/facilitation';
import type { Catalogue } from '../text.svelte';

export const facilitationWords = wordsApart<Catalogue['facilitation']>(facilitation, async () => (await import('../en/facilitation')).facilitation);
