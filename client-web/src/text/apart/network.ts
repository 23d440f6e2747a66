import { wordsApart } from '../apart.svelte';
import { network } from '../fr/network';
import type { Catalogue } from '../text.svelte';

export const networkWords = wordsApart<Catalogue['network']>(network, async () => (await import('../en/network')).network);
