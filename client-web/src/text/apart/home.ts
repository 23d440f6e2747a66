import { wordsApart } from '../apart.svelte';
import { home } from '../fr/home';
import type { Catalogue } from '../text.svelte';

export const homeWords = wordsApart<Catalogue['home']>(home, async () => (await import('../en/home')).home);
