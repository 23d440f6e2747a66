// The sentences of a wall under their themes.
import type { Theme, WorkshopSentence } from '../../../protocol/messages';

export interface Group {
  readonly theme: Theme | undefined; // undefined: not sorted yet
  readonly sentences: readonly WorkshopSentence[];
}

/**
 * Those that wait to be sorted, then themes in the programme's order; empty themes as well where one may sort, so that
 * there is somewhere to drop. A theme that is not known here keeps its sentences among those that wait.
 */
export function groupsOf(sentences: readonly WorkshopSentence[], themes: readonly Theme[], withEmpty: boolean): Group[] {
  const known = new Set(themes.map(({ id }) => id));
  const under = (themeId: number) => sentences.filter((each) => (known.has(each.themeId) ? each.themeId : 0) === themeId);
  const sorted = [...themes].sort((a, b) => a.position - b.position).map((theme) => ({ theme, sentences: under(theme.id) }));
  return [{ theme: undefined, sentences: under(0) }, ...sorted].filter((group) => group.sentences.length > 0 || (withEmpty && group.theme !== undefined));
}

/** What has been erased is told where somebody has to know that nothing is missing: not on the wall. */
export const standing = (sentences: readonly WorkshopSentence[]): WorkshopSentence[] => sentences.filter(({ withdrawn }) => !withdrawn);
