// What « À faire » holds, counted by kind: things to do. No person and no territory is compared with another.
import type { ToDoList } from '../../protocol/messages';

export const kinds = ['notYetCome', 'obstacles', 'rounds', 'visits', 'resources', 'quotes'] as const;
export type ThingKind = (typeof kinds)[number];

export function countsOf(list: ToDoList): Readonly<Record<ThingKind, number>> {
  return {
    notYetCome: list.notYetCome.length,
    obstacles: list.unansweredObstacles.length,
    rounds: list.waitingRounds.length,
    visits: list.firstVisits.length,
    resources: list.proposedResources.length,
    quotes: list.quotes.filter(({ answered }) => !answered).length,
  };
}

/** Those of which there is something, in the order of the page. An allowed quote waits for nobody. */
export const kindsThere = (list: ToDoList): readonly ThingKind[] => kinds.filter((kind) => countsOf(list)[kind] > 0);
