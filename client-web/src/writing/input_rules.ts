// What may enter the text: nothing that the log would refuse for ever. What comes from the log passes as it is.
import { Annotation, EditorState, Text, Transaction, type ChangeSpec, type Extension, type TransactionSpec } from '@codemirror/state';
import { cleaned, cutsPair, isClean, pieceUnitsMax, textUnitsMax } from './changes';

/** A change that `splitting` has cut into pieces already. */
export const isPiece = Annotation.define<boolean>();

/** `onTooLong`: it was not taken, because the text would become longer than texts may be. */
export function inputRules(onTooLong: () => void): Extension {
  return EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged || transaction.annotation(Transaction.remote)) return transaction;
    const { length } = transaction.startState.doc;
    if (transaction.newDoc.length > textUnitsMax && transaction.newDoc.length > length) {
      onTooLong();
      return [];
    }
    if (cutsACharacter(transaction)) return [];
    return isAllClean(transaction) ? transaction : cleanedSpec(transaction);
  });
}

function cutsACharacter({ changes, startState: { doc } }: Transaction): boolean {
  let cuts = false;
  changes.iterChanges((from, to) => (cuts ||= cutsPair(doc, from) || cutsPair(doc, to)), true);
  return cuts;
}

function isAllClean({ changes }: Transaction): boolean {
  let isSo = true;
  changes.iterChanges((_fromA, _toA, _fromB, _toB, inserted) => (isSo &&= isClean(inserted.toString())), true);
  return isSo;
}

function cleanedSpec(transaction: Transaction): TransactionSpec {
  const parts: ChangeSpec[] = [];
  let end = 0; // of what was written, in the text before
  transaction.changes.iterChanges((from, to, _fromB, _toB, inserted) => {
    parts.push({ from, to, insert: Text.of(cleaned(inserted.toString()).split('\n')) });
    end = to;
  }, true);
  const changes = transaction.startState.changes(parts);
  const selection = transaction.selection ? { selection: { anchor: changes.mapPos(end, 1) } } : {};
  const userEvent = transaction.annotation(Transaction.userEvent);
  return { changes, ...selection, effects: transaction.effects, scrollIntoView: transaction.scrollIntoView, ...(userEvent ? { userEvent } : {}) };
}

/** Whether it has to be cut into pieces, so that each of them, and what undoes it, fits into a push. */
export function isTooBig(transaction: Transaction): boolean {
  if (!transaction.docChanged || transaction.annotation(Transaction.remote) || transaction.annotation(isPiece)) return false;
  let isSo = false;
  transaction.changes.iterChanges((from, to, _fromB, _toB, inserted) => (isSo ||= to - from > pieceUnitsMax || inserted.length > pieceUnitsMax));
  return isSo;
}
