import { wordsApart } from '../apart.svelte';
import { account } from '../fr/account';
import type { Catalogue } from '../text.svelte';

export const accountWords = wordsApart<Catalogue['account']>(account, async () => (await import('../en/account')).account);
