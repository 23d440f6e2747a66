// The reactions that are offered: words first, because everybody reads them the same way.
import type { IconName } from '../../look/icons';
import { ThreadKind, type Thread } from '../../protocol/messages';
import { t } from '../../text/text.svelte';

/** What is stored for all readers; each sees it in their language. */
export const meToo = 'moi aussi';
export const servedMe = 'cela m’a servi';
export const thanks = 'merci';

const all: readonly { name: string; icon: IconName }[] = [
  { name: thanks, icon: 'sprout' },
  { name: meToo, icon: 'hand' },
  { name: servedMe, icon: 'leaf' },
  { name: '👏', icon: 'smile' },
  { name: '💡', icon: 'sun' },
  { name: '❤️', icon: 'bud' },
];

export function reactionNames(thread: Thread): readonly { name: string; icon: IconName }[] {
  return thread.kind === ThreadKind.OBSTACLE ? all : all.filter(({ name }) => name !== servedMe);
}

/** What a reaction is called on screen; names of other clients are shown as they are. */
export function reactionWords(name: string): string {
  const words = t.thread.reactions;
  return { [thanks]: words.thanks, [meToo]: words.meToo, [servedMe]: words.servedMe, '👏': words.bravo, '💡': words.idea, '❤️': words.heart }[name] ?? name;
}

/** Drawn here: not every device has signs for emoji. None for a name of another client. */
export function reactionIcon(name: string): IconName | undefined {
  return all.find((each) => each.name === name)?.icon;
}
