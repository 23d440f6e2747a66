// The Markdown of messages as HTML that is safe to show: {@html renderMarkdown(message.body, references)}.
//
// Two walls, one behind the other: markdown-it takes no HTML (it comes out as text) and no address but http, https,
// mailto and our own pages; DOMPurify then lets through only the tags and attributes that are listed here. Nothing in it
// asks anybody else's server for anything: pictures of other places become links.
//
// <@12> is a person, <#40> a thread, <!41> a message: references, whose words the caller knows (references.ts).
import DOMPurify from 'dompurify';
import MarkdownIt, { type MarkdownIt as Parser } from 'markdown-it';
import { withoutDirections } from './plain_text';

export interface Reference {
  readonly label: string;
  readonly href?: string; // none: there is nothing to go to
  readonly isMe?: boolean;
}

export interface References {
  person(id: number): Reference;
  thread(id: number): Reference;
  message(id: number): Reference;
}

type Kind = keyof References;
const kinds: Readonly<Record<string, Kind>> = { '@': 'person', '#': 'thread', '!': 'message' };
const reference = /^<([@#!])([1-9][0-9]{0,15})>/;

const allowed = {
  ALLOWED_TAGS: [
    ...['a', 'blockquote', 'br', 'code', 'del', 'em', 'h3', 'h4', 'h5', 'h6', 'hr', 'li', 'ol', 'p', 'pre', 's', 'span'],
    ...['strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
  ],
  ALLOWED_ATTR: ['class', 'href', 'rel', 'start', 'target'],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|\/(?![/\\]))/i,
  ADD_URI_SAFE_ATTR: ['rel', 'start', 'target'], // they hold no address, and are not to be judged as one
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
};

/** Whether an address may be followed from a message. */
export function isSafeAddress(address: string): boolean {
  return /^(?:https?:\/\/|mailto:)[^\s]/i.test(address) || /^\/(?![/\\])/.test(address);
}

function newParser(): Parser {
  const parser = new MarkdownIt('default', { html: false, breaks: true, linkify: true, typographer: false });
  parser.linkify.set({ fuzzyLink: false, fuzzyIP: false }); // « fin.de phrase » is no address
  parser.validateLink = isSafeAddress;
  parser.inline.ruler.before('autolink', 'reference', (state, silent) => {
    const match = reference.exec(state.src.slice(state.pos, state.pos + 20));
    if (!match) return false;
    if (!silent) {
      const token = state.push('reference', '', 0);
      token.meta = { kind: kinds[match[1]!], id: Number(match[2]) };
    }
    state.pos += match[0].length;
    return true;
  });
  parser.core.ruler.push('headings', ({ tokens }) => levelHeadings(tokens));
  dress(parser);
  return parser;
}

/**
 * Headings stand below those of the page, and none skips a level: whoever listens to the page goes through it by them.
 * Those that were written alike are alike.
 */
function levelHeadings(tokens: readonly { type: string; tag: string }[]): void {
  const above: number[] = []; // as they were written
  for (const token of tokens) {
    if (token.type === 'heading_open') {
      const written = Number(token.tag.slice(1));
      while (above.length > 0 && above.at(-1)! >= written) above.pop();
      above.push(written);
    }
    if (token.type === 'heading_open' || token.type === 'heading_close') token.tag = `h${Math.min(6, above.length + 2)}`;
  }
}

/** Where the caller's words travel; `references` is markdown-it's own name for something else. */
const ofCaller = Symbol('words for references');

/** How some of it is written: headings below those of the page, no style attributes, links that tell nothing. */
function dress(parser: Parser): void {
  const { rules, renderToken } = { rules: parser.renderer.rules, renderToken: parser.renderer.renderToken.bind(parser.renderer) };
  const { escapeHtml } = parser.utils;
  rules['reference'] = (tokens, index, _options, env) => {
    const { kind, id } = tokens[index]!.meta as { kind: Kind; id: number };
    const { label, href, isMe } = (env?.[ofCaller] as References)[kind](id);
    const text = escapeHtml(withoutDirections(label));
    const names = `reference ${kind}${isMe ? ' me' : ''}`;
    return href ? `<a class="${names}" href="${escapeHtml(href)}">${text}</a>` : `<span class="${names}">${text}</span>`;
  };
  rules['link_open'] = (tokens, index, options) => {
    const token = tokens[index]!;
    token.attrs = [['href', String(token.attrGet('href') ?? '')]];
    if (!String(token.attrGet('href')).startsWith('/')) {
      token.attrSet('rel', 'noopener noreferrer nofollow');
      token.attrSet('target', '_blank');
    }
    return renderToken(tokens, index, options);
  };
  rules['image'] = (tokens, index) => {
    const token = tokens[index]!;
    const address = escapeHtml(String(token.attrGet('src') ?? ''));
    const label = escapeHtml(token.content || String(token.attrGet('src') ?? ''));
    return `<a href="${address}" rel="noopener noreferrer nofollow" target="_blank">${label}</a>`;
  };
  rules['th_open'] = rules['td_open'] = (tokens, index) => {
    const token = tokens[index]!;
    const align = /text-align:(\w+)/.exec(String(token.attrGet('style') ?? ''))?.[1];
    return align ? `<${token.tag} class="${align}">` : `<${token.tag}>`;
  };
  rules['fence'] = (tokens, index) => `<pre><code>${escapeHtml(tokens[index]!.content)}</code></pre>\n`;
}

let parser: Parser | undefined;

export function renderMarkdown(body: string, references: References): string {
  parser ??= newParser();
  return DOMPurify.sanitize(parser.render(withoutDirections(body), { [ofCaller]: references }), allowed);
}

/** What a body speaks of, so that it can be asked for before it is shown. */
export function referencesIn(body: string): readonly { readonly kind: Kind; readonly id: number }[] {
  return [...body.matchAll(/<([@#!])([1-9][0-9]{0,15})>/g)].map(([, sign, id]) => ({ kind: kinds[sign!]!, id: Number(id) }));
}
