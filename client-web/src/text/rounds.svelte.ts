// The words of rounds, apart from the other catalogues: only whoever opens a round loads them.
import { rounds as french } from './fr/rounds';
import type { desk } from './fr/rounds_desk';
import type { practice } from './fr/rounds_practice';
import { tongue } from './text.svelte';

export type RoundWords = typeof french;
export type DeskWords = typeof desk;
export type PracticeWords = typeof practice;

let english = $state.raw<RoundWords>();

$effect.root(() => {
  $effect(() => {
    if (tongue.locale === 'en' && !english) {
      import('./en/rounds').then((module) => (english = module.rounds), () => {});
    }
  });
});

/** The words in force. Keep `words.…` inside markup, $derived or functions, so that it follows the language. */
export const words = new Proxy({} as RoundWords, {
  get: (_, key) => (tongue.locale === 'en' && english ? english : french)[key as keyof RoundWords],
});

/** What a form of rounds says (a step, a kind), in the reader's language where it is one of the usual words. */
export const ofForm = (label: string): string => words.ofForm[label.replace(/[\u00a0\u202f]/g, ' ')] ?? withItsSigns(label);

/** French signs stay with their words, also where whoever wrote the form typed an ordinary space. */
const withItsSigns = (text: string) => text.replace(/ ([:;?!»])/g, '\u00a0$1').replace(/« /g, '«\u00a0');
