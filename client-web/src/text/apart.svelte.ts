// Words that stand apart from the other catalogues, so that only whoever opens the pages they belong to loads them.
import { tongue } from './text.svelte';

/** The words in force. Keep `words.…` inside markup, $derived or functions, so that it follows the language. */
export function wordsApart<Words extends object>(french: Words, loadEnglish: () => Promise<Words>): Words {
  let english = $state.raw<Words>();
  $effect.root(() => {
    $effect(() => {
      if (tongue.locale !== 'en' || english) return;
      loadEnglish().then((words) => (english = words), () => {});
    });
  });
  return new Proxy({} as Words, {
    get: (_, key) => (tongue.locale === 'en' && english ? english : french)[key as keyof Words],
  });
}
