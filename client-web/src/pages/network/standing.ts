// Where territories stand in the course. One that never was told to stand anywhere is engaged.
import { TerritoryState, type Territory } from '../../protocol/messages';

export const standings = ['APPROACHED', 'ENGAGED', 'PAUSED', 'LEFT', 'RELAYED'] as const;
export type Standing = (typeof standings)[number];

export function standingOf({ state }: Pick<Territory, 'state'>): Standing {
  return standings.find((name) => TerritoryState[name] === state) ?? 'ENGAGED';
}

export const isEngaged = (territory: Pick<Territory, 'state'>): boolean => standingOf(territory) === 'ENGAGED';
