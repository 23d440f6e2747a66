import { wordsApart } from '../apart.svelte';
import { course } from '../fr/course';
import type { Catalogue } from '../text.svelte';

export const courseWords = wordsApart<Catalogue['course']>(course, async () => (await import('../en/course')).course);
