// Two versions as readable text: the marks of Markdown that only editors know are left out, long stretches that did not
// change are folded. Pure.
import { DifferenceKind, type DifferencePiece } from '../../../protocol/messages';

export interface Span {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string; // newlines included
  readonly isHeading: boolean;
}

export interface Stretch {
  readonly kind: 'shown' | 'folded';
  readonly lines: number;
  readonly spans: readonly Span[];
}

const kinds: Partial<Record<DifferenceKind, Span['kind']>> = {
  [DifferenceKind.SAME]: 'same',
  [DifferenceKind.ADDED]: 'added',
  [DifferenceKind.REMOVED]: 'removed',
};

/** « ## Titre » as a heading, « - point » with a bullet, « **fort** » without its stars, the rule of a table not at all. */
export function spansOf(pieces: readonly DifferencePiece[]): Span[] {
  const spans: Span[] = [];
  let isLineStart = true;
  let isHeading = false;
  for (const piece of pieces) {
    const kind = kinds[piece.kind];
    if (!kind) continue;
    for (const line of piece.text.split(/(?<=\n)/)) {
      let text = line;
      if (isLineStart) {
        isHeading = /^#{1,6}(?:[ \t]|$)/.test(text);
        text = text.replace(/^#{1,6}[ \t]*/, '').replace(/^([ \t]*)[-*+][ \t]/, '$1• ').replace(/^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?\n?$/, '');
      }
      text = text.replace(/\*\*|__|~~/g, '').replace(/(^|\s)\*(\S[^*\n]*)\*(?=\s|$)/g, '$1$2').replace(/^\|[ \t]*/, '').replace(/[ \t]*\|[ \t]*\n$/, '\n').replace(/[ \t]*\|[ \t]*/g, ' · ');
      if (text !== '') spans.push({ kind, text, isHeading });
      isLineStart = line.endsWith('\n');
      if (isLineStart) isHeading = false;
    }
  }
  return spans;
}

/** Around each change so many lines that did not change are shown; of longer stretches the rest can be unfolded. */
export function fold(spans: readonly Span[], context = 2): Stretch[] {
  const lines = linesOf(spans);
  const changed = lines.map((line) => line.some(({ kind }) => kind !== 'same'));
  const isNear = lines.map((_, i) => changed.slice(Math.max(0, i - context), i + context + 1).some(Boolean));
  const stretches: { kind: Stretch['kind']; lines: number; spans: Span[] }[] = [];
  lines.forEach((line, i) => {
    const kind = isNear[i] ? 'shown' : 'folded';
    const last = stretches.at(-1);
    if (last?.kind === kind) {
      last.lines += 1;
      last.spans.push(...line);
    } else {
      stretches.push({ kind, lines: 1, spans: [...line] });
    }
  });
  return stretches.map((each) => (each.kind === 'folded' && each.lines <= context ? { ...each, kind: 'shown' } : each));
}

function linesOf(spans: readonly Span[]): Span[][] {
  const lines: Span[][] = [[]];
  for (const span of spans) {
    lines.at(-1)!.push(span);
    if (span.text.endsWith('\n')) lines.push([]);
  }
  return lines.filter((line) => line.length > 0);
}

export interface Gone {
  readonly text: string;
  readonly at: number; // where it stood, in units of the newer text
  readonly until: number; // what stands there now ends here: = at, where nothing took its place
}

/** Passages of the older text that the newer one lacks, and where they would stand in it. */
export function goneFrom(pieces: readonly DifferencePiece[]): Gone[] {
  const gone: Gone[] = [];
  let at = 0;
  pieces.forEach((piece, i) => {
    if (piece.kind === DifferenceKind.REMOVED) {
      const next = pieces[i + 1];
      gone.push({ text: piece.text, at, until: next?.kind === DifferenceKind.ADDED ? at + next.text.length : at });
    } else {
      at += piece.text.length;
    }
  });
  return gone.filter(({ text }) => text.trim() !== '');
}

export const isSame = (pieces: readonly DifferencePiece[]): boolean => pieces.every(({ kind }) => kind === DifferenceKind.SAME);
