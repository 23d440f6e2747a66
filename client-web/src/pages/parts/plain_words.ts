// Text that is the same with or without Markdown: most of what is written in a few lines. Showing it needs no reader of
// Markdown, which is heavier than a page that wants to be there at once.

const marks = /[*_~`#<>|[\]\\]|https?:|mailto:|^\s*(?:[-+]|\d+[.)])\s|^\s*[-=]{3,}\s*$|^(?: {4}|\t)/m;

/** Its paragraphs, each a list of lines; undefined where a mark of Markdown stands, or a reference. */
export function plainParagraphs(text: string): string[][] | undefined {
  if (marks.test(text)) return undefined;
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.split('\n').map((line) => line.trim()))
    .filter((lines) => lines.join('') !== '');
}
