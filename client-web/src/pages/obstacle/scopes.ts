// With whom one may share an obstacle that one declares.
import { ChannelKind, ObstacleScope, Role } from '../../protocol/messages';
import { channelOfKind } from '../../shell/hats';
import type { State } from '../../state/state';

/** The narrowest first; none: one declares nothing. */
export function scopesFor(state: State): ObstacleScope[] {
  const isOfPair = state.me.role === Role.CATALYST && channelOfKind(state, ChannelKind.PAIR_OBSTACLES) !== undefined;
  const isOfCommunity = channelOfKind(state, ChannelKind.THEMES)?.membership?.canWrite === true;
  return [...(isOfPair ? [ObstacleScope.PAIR] : []), ...(isOfCommunity ? [ObstacleScope.COMMUNITY, ObstacleScope.COMMUNITY_UNNAMED] : [])];
}

export const canDeclare = (state: State): boolean => scopesFor(state).length > 0;
