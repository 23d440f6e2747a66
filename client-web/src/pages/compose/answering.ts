// What a message that is being written goes with: the message that it answers, and what it quotes.
import type { Message, Quote } from '../../protocol/messages';

export interface Answering {
  readonly replyTo: Message | undefined;
  readonly quotes: readonly Quote[];
}

/**
 * Where selected words stand in a message, in UTF-16 code units; 0 and 0, which mean the whole of it, when they are not
 * found: what is on screen is not always what was written.
 */
export function quotedRange(body: string, selected: string): { start: number; end: number } {
  const wanted = selected.trim();
  const start = wanted === '' ? -1 : body.indexOf(wanted);
  return start < 0 ? { start: 0, end: 0 } : { start, end: start + wanted.length };
}
