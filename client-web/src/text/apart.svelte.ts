// Words that stand apart from the base catalogue, so that only whoever opens the pages they belong to loads them.
import { apart, tongue, type Locale } from './text.svelte';

/** The words in force; `apart/` has one catalogue per page. Keep `words.…` inside markup, $derived or functions, so that it follows the language. */
export function wordsApart<Words extends object>(french: Words, loadEnglish: () => Promise<Words>): Words {
  let english = $state.raw<Words>();
  let loading: Promise<void> | undefined;

  async function load(locale: Locale): Promise<void> {
    if (locale !== 'en' || english) return;
    loading ??= loadEnglish().then(
      (words) => void (english = words),
      () => void (loading = undefined), // French stays, and the next page that is opened tries again
    );
    await loading;
  }

  apart.push(load);
  $effect.root(() => {
    $effect(() => void load(tongue.locale)); // for a language that was chosen while this came
  });
  return new Proxy({} as Words, {
    get: (_, key) => (tongue.locale === 'en' && english ? english : french)[key as keyof Words],
  });
}

/** A page or a part with the words that came with it, so that nothing English begins in French. Rejects as `page` does only. */
export async function withWords<Page>(page: Promise<Page>): Promise<Page> {
  const loaded = await page;
  await Promise.all(apart.map((load) => load(tongue.locale)));
  return loaded;
}
