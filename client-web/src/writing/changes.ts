// Changes of a text: as the wire has them and as CodeMirror does, and what may be in one.
import { ChangeSet, type Text } from '@codemirror/state';
import type { TextChange } from '../protocol/messages';

/** Of the server: server/roadmap/roadmap_limits.hpp. In UTF-16 units. */
export const textUnitsMax = 500_000;
export const changesOfPushMax = 256;

/** What one change inserts or takes out at most, so that it fits into a frame, and so does what undoes it. */
export const pieceUnitsMax = 40_000;
/** Of a push, so that it stays below the 256 KiB of a frame. */
export const bytesOfPushMax = 180_000;

export function toWire(changes: ChangeSet): TextChange {
  const sections: number[] = [];
  let inserted = '';
  for (const part of changes.toJSON() as (number | [number, ...string[]])[]) {
    if (typeof part === 'number') {
      sections.push(part, -1);
      continue;
    }
    const [length, ...lines] = part;
    const text = lines.join('\n');
    sections.push(length, text.length);
    inserted += text;
  }
  return { sections, inserted };
}

/** @throws when it is no change. */
export function fromWire({ sections, inserted }: TextChange): ChangeSet {
  const parts: (number | [number, ...string[]])[] = [];
  for (let i = 0, at = 0; i < sections.length; i += 2) {
    const length = sections[i]!;
    const units = sections[i + 1]!;
    if (units < 0) parts.push(length);
    else if (units === 0) parts.push([length]);
    else parts.push([length, ...inserted.slice(at, (at += units)).split('\n')]);
  }
  return ChangeSet.fromJSON(parts);
}

/** Several that follow one another as one. Only ever of changes that nobody was sent: see text_sync.ts. */
export function composed(changes: readonly ChangeSet[], length: number): ChangeSet {
  return changes.reduce((whole, each) => whole.compose(each), ChangeSet.empty(length));
}

/** How many bytes a change takes on the wire, rather more than less. */
export function bytesOf(changes: ChangeSet): number {
  let bytes = 24;
  changes.iterChanges((_fromA, _toA, _fromB, _toB, inserted) => (bytes += 12 + 3 * inserted.length), true);
  return bytes;
}

// What the server refuses for ever, so that it must not enter a text: controls but line feed and tab, and halves of
// surrogate pairs.
const refused = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What may enter a text of what was typed, pasted or dropped. Everything else stays as it was written. */
export function cleaned(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(refused, '');
}

export const isClean = (text: string): boolean => cleaned(text) === text;

/** Whether a position lies between the two halves of a character. */
export function cutsPair(doc: Text, at: number): boolean {
  if (at <= 0 || at >= doc.length) return false;
  const around = doc.sliceString(at - 1, at + 1);
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(around);
}

/** A text in pieces of at most `units`, none of which ends inside a character. */
export function inPieces(text: string, units = pieceUnitsMax): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(text.length, at + units);
    if (end < text.length && /[\ud800-\udbff]/.test(text[end - 1]!)) end -= 1;
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}
