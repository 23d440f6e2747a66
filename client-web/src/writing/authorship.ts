// Who wrote which part, as the server tells it, over the text as it is seen.
import type { TextRun } from '../protocol/messages';
import type { Part } from './editor/layers';

/** Runs of one version as parts of the text; `shownAt` moves a place of that version. Neighbours of one hand are one. */
export function partsOf(runs: readonly TextRun[], shownAt: (at: number, side: number) => number | undefined): Part[] {
  const parts: { from: number; to: number; memberId: number }[] = [];
  let at = 0;
  for (const { units, authorId } of runs) {
    const from = shownAt(at, 1);
    const to = shownAt(at + units, -1);
    at += units;
    const last = parts.at(-1);
    if (from === undefined || to === undefined || from >= to) continue;
    if (last?.memberId === authorId && last.to === from) last.to = to;
    else parts.push({ from, to, memberId: authorId });
  }
  return parts;
}
