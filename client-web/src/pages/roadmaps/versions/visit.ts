// « Ce qui a changé depuis ma dernière visite ». Pure.
import type { RoadmapView, RoadmapVisit } from '../../../protocol/messages';

export interface Changes {
  readonly text: boolean;
  readonly actions: number;
  readonly comments: number; // and suggestions
}

/** By others: what one did oneself is no news. */
export function changesSince(view: RoadmapView, visit: RoadmapVisit, meId: number): Changes {
  return {
    text: view.textVersion > visit.textVersion,
    actions: view.actions.filter(({ changedAtMs, changedBy }) => changedAtMs > visit.atMs && changedBy !== meId).length,
    comments: [...view.comments, ...view.suggestions].filter(({ id, authorId }) => id > visit.seq && authorId !== meId).length,
  };
}

export const isNothing = ({ text, actions, comments }: Changes): boolean => !text && actions === 0 && comments === 0;
