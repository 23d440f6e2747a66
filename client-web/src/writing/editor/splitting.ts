// A change that is too big for one push, in pieces: each is a change of its own, and so is what undoes it.
import { isolateHistory } from '@codemirror/commands';
import { Text, Transaction } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { inPieces, pieceUnitsMax } from '../changes';
import { isPiece, isTooBig } from '../input_rules';

/** For `dispatchTransactions` of a view. */
export function dispatchInPieces(transactions: readonly Transaction[], view: EditorView): void {
  if (transactions.length !== 1 || !isTooBig(transactions[0]!)) return view.update(transactions);
  const [whole] = transactions as [Transaction];
  const steps: { from: number; to: number; insert: string }[] = [];
  // Positions of the text as it is then: from the end to the beginning, so that none moves another one.
  const changes: { from: number; to: number; insert: Text }[] = [];
  whole.changes.iterChanges((from, to, _fromB, _toB, insert) => changes.unshift({ from, to, insert }));
  for (const { from, to, insert } of changes) {
    for (let end = to; end > from; ) {
      const begin = wholeCharacter(whole, Math.max(from, end - pieceUnitsMax), from);
      steps.push({ from: begin, to: end, insert: '' });
      end = begin;
    }
    let at = from;
    for (const piece of inPieces(insert.toString())) {
      steps.push({ from: at, to: at, insert: piece });
      at += piece.length;
    }
  }
  const userEvent = whole.annotation(Transaction.userEvent) ?? 'input';
  let state = whole.startState;
  const pieces = steps.map(({ from, to, insert }, i) => {
    const piece = state.update({
      changes: { from, to, insert: Text.of(insert.split('\n')) },
      annotations: [isolateHistory.of('full'), isPiece.of(true)],
      userEvent,
      ...(i === steps.length - 1 ? { selection: whole.newSelection, scrollIntoView: true } : {}),
    });
    state = piece.state;
    return piece;
  });
  view.update(pieces);
}

/** The place, or the one before it, so that no character is cut; `from` cuts none. */
function wholeCharacter({ startState: { doc } }: Transaction, at: number, from: number): number {
  const isCut = at > from && /^[\ud800-\udbff]/.test(doc.sliceString(at - 1, at));
  return isCut ? at - 1 : at;
}
