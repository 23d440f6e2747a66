// The places of « Mon territoire », in the order in which they are offered: for confidences, the one of one person comes
// before that of the pair (domain guide, 5.1).
import { ChannelKind } from '../../protocol/messages';
import { placesOfTerritory } from '../../shell/hats';
import type { ChannelRow, State } from '../../state/state';

const order: readonly ChannelKind[] = [
  ChannelKind.PAIR,
  ChannelKind.TERRITORY,
  ChannelKind.PAIR_OBSTACLES,
  ChannelKind.PERSONAL_FOLLOW_UP,
  ChannelKind.PAIR_FOLLOW_UP,
];

/** The places of one territory; several for whoever follows or was invited by several. */
export interface TerritoryPlaces {
  territoryId: number;
  rows: ChannelRow[];
}

export function placesByTerritory(state: State): TerritoryPlaces[] {
  const groups = new Map<number, ChannelRow[]>();
  for (const row of placesOfTerritory(state)) {
    const person = row.channel?.personId ?? 0;
    const territoryId = row.channel?.territoryId || state.members.get(person)?.territoryId || state.me.territoryId;
    groups.set(territoryId, [...(groups.get(territoryId) ?? []), row]);
  }
  const kindOrder = (row: ChannelRow) => order.indexOf(row.channel?.kind ?? 0);
  return [...groups]
    .map(([territoryId, rows]) => ({ territoryId, rows: rows.sort((a, b) => kindOrder(a) - kindOrder(b) || a.id - b.id) }))
    .sort((a, b) => Number(b.territoryId === state.me.territoryId) - Number(a.territoryId === state.me.territoryId) || a.territoryId - b.territoryId);
}
