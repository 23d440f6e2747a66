// The card of an obstacle while it is being filled in: lists are lines of text.
import { ObstacleNature, Role, type Obstacle, type ObstacleScope, type Thread } from '../../protocol/messages';
import type { Init } from '../../protocol/plain';
import type { State } from '../../state/state';

export interface CardText {
  natures: ObstacleNature[];
  context: string;
  tried: string; // one a line, as are the actors
  effects: string;
  helpWanted: string;
  actors: string;
}

export const naturesMax = 3; // limits::card_natures_max

export const allNatures = Object.values(ObstacleNature).filter((value): value is ObstacleNature => typeof value === 'number' && value !== 0);

export function cardText(card: Obstacle | undefined): CardText {
  return {
    natures: [...(card?.natures ?? [])],
    context: card?.context ?? '',
    tried: card?.tried.join('\n') ?? '',
    effects: card?.effects ?? '',
    helpWanted: card?.helpWanted ?? '',
    actors: card?.actorsConcerned.join('\n') ?? '',
  };
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^[-*•]\s+/, '').trim())
    .filter(Boolean);

export function cardOf(text: CardText, scope: ObstacleScope): Init<Obstacle> {
  return {
    natures: text.natures,
    context: text.context.trim(),
    tried: lines(text.tried),
    effects: text.effects.trim(),
    helpWanted: text.helpWanted.trim(),
    actorsConcerned: lines(text.actors),
    scope,
  };
}

/** What the community has to be told before it sees an obstacle: which of the three is missing. */
export function missingForCommunity(text: CardText, themeId: number): ('context' | 'nature' | 'theme')[] {
  const missing: ('context' | 'nature' | 'theme')[] = [];
  if (text.context.trim() === '') missing.push('context');
  if (text.natures.length === 0) missing.push('nature');
  if (themeId === 0) missing.push('theme');
  return missing;
}

/** Whether the card and its big turns are ours to change: the author's and the pair's. */
export function isOurs(state: State, thread: Thread): boolean {
  const isOfPair = thread.territoryId !== 0 && thread.territoryId === state.me.territoryId && state.me.role === Role.CATALYST;
  const writes = state.channels.get(thread.channelId)?.membership?.canWrite === true;
  return writes && (thread.authorId === state.me.id || isOfPair);
}
