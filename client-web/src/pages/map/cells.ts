// The map from the threads that this device holds: what the server's answer says, as far as one knows it.
import { ChannelKind, type MapCell } from '../../protocol/messages';
import { isUnread } from '../../state/select';
import type { State } from '../../state/state';
import { familyOf } from '../parts/families';

export const keyOf = (territoryId: number, themeId: number): string => `${territoryId} ${themeId}`;

export function cellsHeld(state: State): MapCell[] {
  const cells = new Map<string, MapCell>();
  for (const thread of state.threads.values()) {
    const kind = state.channels.get(thread.channelId)?.channel?.kind;
    if (kind !== ChannelKind.THEMES || thread.themeId === 0) continue;
    const { territoryId, themeId } = thread;
    const known = cells.get(keyOf(territoryId, themeId)) ?? { territoryId, themeId, unreadThreads: 0, hasOpenObstacle: false };
    const family = thread.obstacle && !thread.archived ? familyOf(thread.obstacle.status) : 'over';
    cells.set(keyOf(territoryId, themeId), {
      ...known,
      unreadThreads: known.unreadThreads + (isUnread(state, thread.id) ? 1 : 0),
      hasOpenObstacle: known.hasOpenObstacle || !['over', 'archived', 'draft'].includes(family),
    });
  }
  return [...cells.values()];
}

/** How a cell looks: by what is new for the reader alone. */
export function shadeOf(cell: MapCell | undefined): 'invites' | 'read' | 'few' | 'many' {
  if (!cell) return 'invites';
  if (cell.unreadThreads === 0) return 'read';
  return cell.unreadThreads === 1 ? 'few' : 'many';
}
