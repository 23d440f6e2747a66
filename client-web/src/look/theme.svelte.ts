// Light or dark: what the device asks for, unless this browser's reader chose otherwise. The choice stays on the device.

export type ThemeChoice = 'device' | 'light' | 'dark';

const key = 'ramure.theme';
const wantsDark = matchMedia('(prefers-color-scheme: dark)');

let choice = $state<ThemeChoice>(stored());

function stored(): ThemeChoice {
  try {
    const value = localStorage.getItem(key);
    return value === 'light' || value === 'dark' ? value : 'device';
  } catch {
    return 'device'; // storage may be forbidden: then every visit begins with the device's own
  }
}

function apply() {
  const dark = choice === 'dark' || (choice === 'device' && wantsDark.matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}

export const theme = {
  get choice() {
    return choice;
  },
  choose(next: ThemeChoice) {
    choice = next;
    try {
      if (next === 'device') localStorage.removeItem(key);
      else localStorage.setItem(key, next);
    } catch {
      // kept for this visit only
    }
    apply();
  },
  /** Puts the scheme on the page and follows the device from now on. Called once, before anything is drawn. */
  start() {
    apply();
    wantsDark.addEventListener('change', apply);
  },
};
