// Where one plans gatherings, and of which kinds: mirrors server/course/gathering.cpp, so that no door is shown that stays closed.
import { ChannelKind, GatheringKind } from '../../protocol/messages';
import { keepsOrder } from '../../shell/hats';
import { committees } from '../../state/select';
import type { ChannelRow, State } from '../../state/state';

const { PLENARY, THEMES, TERRITORY, PAIR, PAIR_FOLLOW_UP, PERSONAL_FOLLOW_UP, CONVERSATION, BACKSTAGE } = ChannelKind;

export const followUps: readonly ChannelKind[] = [PERSONAL_FOLLOW_UP, PAIR_FOLLOW_UP];

/** In the order in which they are offered: of the follow-ups, one person's own comes before that of the pair. */
const offered: readonly ChannelKind[] = [PLENARY, ...followUps, TERRITORY, PAIR, ...committees, BACKSTAGE, CONVERSATION, THEMES];

/** The first is proposed. */
export function kindsIn(place: ChannelKind | undefined): readonly GatheringKind[] {
  if (place === undefined || !offered.includes(place)) return [];
  const { SESSION, WEBINAR, VISIT, TESTIMONY, FOLLOW_UP, COMMITTEE, OTHER } = GatheringKind;
  if (place === PLENARY) return [SESSION, WEBINAR, VISIT, TESTIMONY, OTHER];
  if (followUps.includes(place)) return [FOLLOW_UP, OTHER];
  return committees.includes(place) ? [COMMITTEE, OTHER] : [OTHER];
}

export function plansIn(state: State, channelId: number): boolean {
  return kindsIn(state.channels.get(channelId)?.channel?.kind).length > 0 && keepsOrder(state, channelId);
}

export function placesToPlanIn(state: State): ChannelRow[] {
  const order = (row: ChannelRow) => offered.indexOf(row.channel?.kind ?? 0);
  const isMine = (row: ChannelRow) => (row.channel?.personId === state.me.id ? 0 : 1);
  return [...state.channels.values()]
    .filter(({ id }) => plansIn(state, id))
    .sort((a, b) => order(a) - order(b) || isMine(a) - isMine(b) || a.id - b.id);
}
