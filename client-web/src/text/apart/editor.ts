import { wordsApart } from '../apart.svelte';
import { editor } from '../fr/editor';
import type { Catalogue } from '../text.svelte';

export const editorWords = wordsApart<Catalogue['editor']>(editor, async () => (await import('../en/editor')).editor);
