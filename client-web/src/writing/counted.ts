// How many changes one would say that one has made: letters that follow one another are one.
import type { ChangeSet } from '@codemirror/state';

export function countedEdits(changes: readonly ChangeSet[]): number {
  let count = 0;
  let end = -1; // of what was written last
  for (const change of changes) {
    let from = -1;
    let parts = 0;
    let next = -1;
    change.iterChanges((_fromA, toA, fromB, toB) => {
      parts += 1;
      from = toA;
      next = toB === fromB ? fromB : toB;
    });
    if (parts === 0) continue;
    if (parts > 1 || from !== end) count += 1;
    end = next;
  }
  return count;
}
