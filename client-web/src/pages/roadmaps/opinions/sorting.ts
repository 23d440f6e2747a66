// What others said of a roadmap, in the order in which its pair meets it. Pure.
import { RoadmapCommentBox, RoadmapSuggestionState, RoadmapVerdict, type RoadmapComment, type RoadmapSuggestion, type RoadmapView } from '../../../protocol/messages';

export interface Sorted {
  readonly waiting: readonly RoadmapComment[]; // for an answer, the oldest first
  readonly answered: readonly RoadmapComment[];
  readonly closed: readonly RoadmapComment[]; // made on a version that is frozen
}

/** Questions of the pitch stand with it, not here; what was erased keeps its place. */
export function sortComments(comments: readonly RoadmapComment[]): Sorted {
  const here = comments.filter(({ box }) => box !== RoadmapCommentBox.QUESTION);
  const open = here.filter(({ closed }) => !closed);
  const isAnswered = ({ verdict, erased }: RoadmapComment) => erased || verdict !== RoadmapVerdict.UNSPECIFIED;
  return { waiting: open.filter((each) => !isAnswered(each)), answered: open.filter(isAnswered), closed: here.filter(({ closed }) => closed) };
}

export const isOpen = ({ state }: RoadmapSuggestion): boolean => state === RoadmapSuggestionState.OPEN;

/** What waits for the pair: comments and suggestions. */
export function waitingCount(view: RoadmapView): number {
  return sortComments(view.comments).waiting.length + view.suggestions.filter(isOpen).length;
}

/** The words of a passage in the text of its version; undefined: there is no such place. */
export function quoted(text: string, passage: { readonly from: number; readonly to: number } | undefined): string | undefined {
  return passage && passage.to <= text.length && passage.from < passage.to ? text.slice(passage.from, passage.to) : undefined;
}

export interface Exchanged {
  readonly before: string; // what both have in front
  readonly gone: string;
  readonly come: string;
  readonly after: string; // what both end with
}

const isWordEdge = (text: string, at: number) => at === 0 || at === text.length || !/[\p{L}\p{N}’']/u.test(text[at - 1]!) || !/[\p{L}\p{N}’']/u.test(text[at]!);

/** Which whole words of a passage other words would change. */
export function exchanged(words: string, others: string): Exchanged {
  let from = 0;
  while (from < Math.min(words.length, others.length) && words[from] === others[from]) from += 1;
  while (from > 0 && !(isWordEdge(words, from) && isWordEdge(others, from))) from -= 1;
  let tail = 0;
  const most = Math.min(words.length, others.length) - from;
  while (tail < most && words.at(-1 - tail) === others.at(-1 - tail)) tail += 1;
  while (tail > 0 && !(isWordEdge(words, words.length - tail) && isWordEdge(others, others.length - tail))) tail -= 1;
  return {
    before: words.slice(0, from),
    gone: words.slice(from, words.length - tail),
    come: others.slice(from, others.length - tail),
    after: words.slice(words.length - tail),
  };
}

/** Words around a place, so that one sees where other words would come. */
export function around(text: string, from: number, to: number, units = 80): { before: string; after: string } {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const lineEnd = text.indexOf('\n', to);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const before = text.slice(Math.max(start, from - units), from);
  const after = text.slice(to, Math.min(end, to + units));
  return { before: (from - units > start ? '…' : '') + before, after: after + (to + units < end ? '…' : '') };
}
