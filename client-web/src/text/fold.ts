// Words compared as people compare them: without case, accents, or the kind of apostrophe and space.

export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/\s/gu, ' ');
}

/** Whether every word of `sought` begins somewhere in `text`. */
export function foldedIncludes(text: string, sought: string): boolean {
  const within = folded(text);
  return folded(sought)
    .split(' ')
    .filter(Boolean)
    .every((word) => within.includes(word));
}
