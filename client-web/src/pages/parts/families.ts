// The four families in which obstacles are shown (domain guide, section 3). The nine statuses stay in the life line.
import type { IconName } from '../../look/icons';
import { ObstacleStatus } from '../../protocol/messages';

export type Family = 'open' | 'working' | 'over' | 'lasting';
export type FamilyOrNone = Family | 'draft' | 'archived';

export const families: readonly Family[] = ['open', 'working', 'over', 'lasting'];

export const statusesOf: Record<Family, readonly ObstacleStatus[]> = {
  open: [ObstacleStatus.OPEN],
  working: [
    ObstacleStatus.IN_DISCUSSION,
    ObstacleStatus.PROPOSED_FOR_ROUND,
    ObstacleStatus.IN_ROUND,
    ObstacleStatus.ACTION_PLAN,
  ],
  over: [ObstacleStatus.LIFTED, ObstacleStatus.BYPASSED],
  lasting: [ObstacleStatus.PERSISTENT],
};

export function familyOf(status: ObstacleStatus): FamilyOrNone {
  if (status === ObstacleStatus.ARCHIVED) return 'archived';
  return families.find((family) => statusesOf[family].includes(status)) ?? 'draft';
}

/** Colour and drawing of a family; the word always stands beside them. */
export const familyLook: Record<FamilyOrNone, { tone: 'plain' | 'sap' | 'berry' | 'honey' | 'plum'; icon: IconName }> = {
  open: { tone: 'berry', icon: 'knot' },
  working: { tone: 'honey', icon: 'bud' },
  over: { tone: 'sap', icon: 'sprout' },
  lasting: { tone: 'plum', icon: 'stone' },
  draft: { tone: 'plain', icon: 'write' },
  archived: { tone: 'plain', icon: 'archive' },
};
