// The words of taking a roadmap along: only who does so loads them.
import { wordsApart } from './apart.svelte';
import { taking as french } from './fr/taking';

export type TakingWords = typeof french;

export const words = wordsApart<TakingWords>(french, async () => (await import('./en/taking')).taking);
