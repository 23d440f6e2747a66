// The last steps of a shared text that were not on disk when its page was hidden or closed: nothing that has to be waited
// for is sure to happen then, so they are put down at once, beside the database. Taken up with the editor.
import type { TextBase, TextStep } from './text_store';

interface Tail {
  readonly stamp: string; // of the base that they follow
  readonly first: number; // number of the first of them
  readonly steps: readonly TextStep[];
}

type Editor = Pick<TextBase, 'owner' | 'roadmapId' | 'editorId'>;

const nameOf = ({ owner, roadmapId, editorId }: Editor) => `ramure.steps ${owner} ${roadmapId} ${editorId}`;
const stampOf = ({ epoch, version, atMs }: TextBase) => `${epoch} ${version} ${atMs}`;

/** A browser that keeps nothing keeps nothing. */
export function keepTail(base: TextBase, first: number, steps: readonly TextStep[]): void {
  try {
    localStorage.setItem(nameOf(base), JSON.stringify({ stamp: stampOf(base), first, steps } satisfies Tail));
  } catch {
    // full, or forbidden
  }
}

export function forgetTail(base: Editor): void {
  try {
    localStorage.removeItem(nameOf(base));
  } catch {
    // forbidden
  }
}

/** What follows the `known` steps that are on disk. */
export function tailBehind(base: TextBase, known: number): readonly TextStep[] {
  try {
    const { stamp, first, steps } = JSON.parse(localStorage.getItem(nameOf(base)) ?? '{}') as Partial<Tail>;
    if (stamp !== stampOf(base) || first === undefined || !steps || first > known) return [];
    return steps.slice(known - first);
  } catch {
    return [];
  }
}
