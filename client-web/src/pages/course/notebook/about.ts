// What an entry is about.
import type { State } from '../../../state/state';
import { notebookWords } from '../../../text/apart/notebook';
import { gatheringTitle } from '../names';
import { rowsOf, type Row } from '../order';

/** A gathering that is not read any more has a word, too. */
export function aboutName(state: State, gatheringId: number): string {
  if (gatheringId === 0) return '';
  const gathering = state.gatherings.get(gatheringId)?.answer.gathering ?? heldRows(state).find((row) => row.gathering.id === gatheringId)?.gathering;
  return gathering ? gatheringTitle(gathering) : notebookWords.someGathering;
}

/** Those one may choose from, the latest first. */
export const heldRows = (state: State): Row[] => rowsOf(state.gatheringList?.rows ?? []).sort((a, b) => b.gathering.startsAtMs - a.gathering.startsAtMs);
