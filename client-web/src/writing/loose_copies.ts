// Copies that this device's disk refused: the page alone holds them, also when their editor is left, until one gives them
// up or they are kept after all.
import { holdAlone } from '../keep/alone';
import type { TextCopy } from '../keep/text_store';

const loose = new Map<string, TextCopy>();

/** A copy was made. `isKept`: it is on disk. */
export function holdCopy(copy: TextCopy, isKept: boolean): void {
  if (isKept) loose.delete(copy.id);
  else loose.set(copy.id, copy);
  holdAlone(`copy ${copy.id}`, !isKept);
}

export function forgetLoose(id: string): void {
  loose.delete(id);
  holdAlone(`copy ${id}`, false);
}

export function looseCopies(owner: string, roadmapId: number): readonly TextCopy[] {
  return [...loose.values()].filter((copy) => copy.owner === owner && copy.roadmapId === roadmapId);
}

/** Each copy once; of two of one name the one that was made later. */
export function joinedCopies(...lists: readonly (readonly TextCopy[])[]): readonly TextCopy[] {
  return [...new Map(lists.flat().map((copy) => [copy.id, copy])).values()];
}
