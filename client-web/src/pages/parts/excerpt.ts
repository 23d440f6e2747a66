// The first words of a message on one line: for lists, quotations and announcements.
import type { State } from '../../state/state';
import { plainLine } from '../../text/plain_text';
import { wordsOfReferences } from './references';

/** At most `length` characters. */
export function excerpt(state: State, body: string, length: number): string {
  return plainLine(body, wordsOfReferences(state), length);
}
