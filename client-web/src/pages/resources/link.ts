// The link of a resource: part of the words of its first message, so that it is found, exported and erased with them.

const address = /^https?:\/\/[^\s<>]+$/i;

export const isLink = (text: string): boolean => address.test(text.trim());

/** The first message of a resource: what it is, and its link on a line of its own. */
export function wordsWithLink(what: string, link: string): string {
  return [what.trim(), link.trim()].filter(Boolean).join('\n\n');
}
