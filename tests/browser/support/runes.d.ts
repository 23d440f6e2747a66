// The catalogues of the page name a type that stands beside runes of Svelte; nothing of it runs here.
declare const $state: { <T>(initial: T): T; raw<T>(initial: T): T };
