// Which words may be asked for: a part of a message as it is stored, 1 to 1,000 bytes (limits::quoted_words_bytes_max).
const bytesMax = 1_000;

export type Wrong = 'empty' | 'notInside' | 'tooLong';

/** `body` and `words` as they are stored: with references in the place of names. */
export function wrongWith(words: string, body: string): Wrong | undefined {
  if (words.trim() === '') return 'empty';
  if (!body.includes(words.trim())) return 'notInside';
  return new TextEncoder().encode(words.trim()).length > bytesMax ? 'tooLong' : undefined;
}
