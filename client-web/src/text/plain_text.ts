// Text of people where no Markdown is: titles, names, file names, previews.
import type { References } from './markdown';

/**
 * Without the signs that turn the direction of what follows (a file name can be made to end in "gpj.exe") and without
 * control characters. For showing only: what is stored stays as it was written.
 */
export function withoutDirections(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '');
}

/** A body on one line, without its marks: for previews, notifications and titles of pages. */
export function plainLine(body: string, references: References, most = 200): string {
  const words = withoutDirections(body)
    .replace(/<([@#!])([1-9][0-9]{0,15})>/g, (_, sign: string, id: string) => {
      if (sign === '@') return references.person(Number(id)).label;
      return sign === '#' ? references.thread(Number(id)).label : references.message(Number(id)).label;
    })
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$/gm, '') // below the head of a table
    .replace(/^[ \t]*\|(.*)\|[ \t]*$/gm, (_, row: string) => `${row.split('|').map((cell) => cell.trim()).join(', ')} ;`)
    .replace(/^[ \t]*(?:(?:#{1,6}|>|[-*+]|\d+[.)])[ \t]+)+/gm, '')
    .replace(/(\*\*|__|~~|`+)/g, '')
    .replace(/(?<![\p{L}\p{N}*])([*_])(?=\S)([^*_\n]*\S)\1(?![\p{L}\p{N}*])/gu, '$2')
    .replace(/\s+/g, ' ')
    .trim();
  const letters = Array.from(words);
  return letters.length <= most ? words : `${letters.slice(0, most - 1).join('').trimEnd()}…`;
}
