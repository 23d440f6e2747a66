// Markdown, rendered once for as long as it says the same.
import type { State } from '../../state/state';
import { referencesIn, renderMarkdown } from '../../text/markdown';
import { wordsOfReferences } from './references';

const renderedMax = 600; // a full window of messages, thrice
const rendered = new Map<string, string>();

/**
 * The HTML of a text. The state changes with every event, what a text says hardly ever: it is rendered again only when
 * its words, or the words for what it speaks of, are others.
 */
export function htmlOf(state: State, source: string): string {
  const words = wordsOfReferences(state);
  const spokenOf = referencesIn(source).map(({ kind, id }) => Object.values(words[kind](id)).join('\u0001'));
  const key = [source, ...spokenOf].join('\u0000');
  const known = rendered.get(key);
  if (known !== undefined) return known;
  // A table scrolls in a frame of its own: made a block itself, it would be no table any more for a screen reader. In what
  // renderMarkdown gives, « < » is never text.
  const html = renderMarkdown(source, words)
    .replaceAll('<table>', '<div class="wide"><table>')
    .replaceAll('</table>', '</table></div>');
  rendered.set(key, html);
  if (rendered.size > renderedMax) rendered.delete(rendered.keys().next().value ?? '');
  return html;
}
