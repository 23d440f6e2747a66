// The words on screen, in the reader's language. Pages write `t.home.title`; a change of language redraws them.
import { fr } from './fr';

/** Every language has exactly these keys: en.ts does not compile otherwise. */
export type Catalogue = typeof fr;
export type Locale = 'fr' | 'en';

const load: Record<Locale, () => Promise<Catalogue>> = {
  fr: () => Promise.resolve(fr),
  en: () => import('./en').then((module) => module.en),
};

let locale = $state<Locale>('fr');
let catalogue = $state.raw<Catalogue>(fr);
let timeZone = $state(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** The catalogue in force. Keep `t.…` inside markup, $derived or functions, so that it follows the language. */
export const t = new Proxy({} as Catalogue, {
  get: (_, key) => catalogue[key as keyof Catalogue],
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
    catalogue = await load[next]();
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
