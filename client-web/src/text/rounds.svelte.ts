// The words of rounds, apart from the other catalogues: only whoever opens a round loads them.
import { wordsApart } from './apart.svelte';
import { rounds as french } from './fr/rounds';
import type { desk } from './fr/rounds_desk';
import type { outcome } from './fr/rounds_outcome';
import type { practice } from './fr/rounds_practice';

export type RoundWords = typeof french;
export type DeskWords = typeof desk;
export type OutcomeWords = typeof outcome;
export type PracticeWords = typeof practice;

export const words = wordsApart<RoundWords>(french, async () => (await import('./en/rounds')).rounds);

/** What a form of rounds says (a step, a kind), in the reader's language where it is one of the usual words. */
export const ofForm = (label: string): string => words.ofForm[label.replace(/[\u00a0\u202f]/g, ' ')] ?? withItsSigns(label);

/** French signs stay with their words, also where whoever wrote the form typed an ordinary space. */
const withItsSigns = (text: string) => text.replace(/ ([:;?!»])/g, '\u00a0$1').replace(/« /g, '«\u00a0');
