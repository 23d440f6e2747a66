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

/** Of one editor: of several bases while one takes the place of another, and nobody knows which one is on disk. */
function tailsOf(editor: Editor): readonly Tail[] {
  const kept = JSON.parse(localStorage.getItem(nameOf(editor)) ?? '[]') as Tail | readonly Tail[];
  return Array.isArray(kept) ? (kept as readonly Tail[]) : [kept as Tail];
}

function replaceTail(base: TextBase, tail: readonly Tail[]): void {
  try {
    const tails = [...tailsOf(base).filter(({ stamp }) => stamp !== stampOf(base)), ...tail];
    if (tails.length > 0) localStorage.setItem(nameOf(base), JSON.stringify(tails));
    else localStorage.removeItem(nameOf(base));
  } catch {
    // full, or forbidden
  }
}

/** A browser that keeps nothing keeps nothing. */
export function keepTail(base: TextBase, first: number, steps: readonly TextStep[]): void {
  replaceTail(base, [{ stamp: stampOf(base), first, steps }]);
}

/** What follows this base; what follows others of its editor stays. */
export function forgetTailOf(base: TextBase): void {
  replaceTail(base, []);
}

/** Whatever follows any base of this editor. */
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
    const tail = tailsOf(base).find(({ stamp }) => stamp === stampOf(base));
    return tail && tail.first <= known ? tail.steps.slice(known - tail.first) : [];
  } catch {
    return [];
  }
}
