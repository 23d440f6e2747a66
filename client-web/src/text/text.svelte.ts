// The words on screen, in the reader's language. Pages write `t.home.title`; a change of language redraws them.
import type { fr } from './fr';
import { base } from './fr/base';

/** Every language has exactly these keys: en/ does not compile otherwise. */
export type Catalogue = typeof fr;
/** Those that every page has at hand. What only some pages say is loaded with them: text/apart. */
export type BaseCatalogue = typeof base;
export type Locale = 'fr' | 'en';

const load: Record<Locale, () => Promise<BaseCatalogue>> = {
  fr: () => Promise.resolve(base),
  en: () => import('./en/base').then((module) => module.base),
};

/** Loads the words of the pages that were opened (apart.svelte.ts); none of them fails. */
export const apart: ((locale: Locale) => Promise<void>)[] = [];

let locale = $state<Locale>('fr');
let catalogue = $state.raw<BaseCatalogue>(base);
let timeZone = $state(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** The catalogue in force. Keep `t.…` inside markup, $derived or functions, so that it follows the language. */
export const t = new Proxy({} as BaseCatalogue, {
  get: (_, key) => catalogue[key as keyof BaseCatalogue],
});

export const tongue = {
  get locale() {
    return locale;
  },
  /** IANA name; times on screen are told in it. */
  get timeZone() {
    return timeZone;
  },
  /** Changes the language of the page and of its dates; French stays when the other one cannot be loaded. */
  async speak(next: Locale): Promise<void> {
    const [words] = await Promise.all([load[next](), ...apart.map((loadApart) => loadApart(next))]);
    catalogue = words;
    locale = next;
    document.documentElement.lang = next;
  },
  /** An unknown zone is not taken: the device's own stays in force. */
  tellTimesOf(zone: string) {
    try {
      new Intl.DateTimeFormat('fr', { timeZone: zone });
      timeZone = zone;
    } catch {
      // a name from another device's newer list
    }
  },
};
