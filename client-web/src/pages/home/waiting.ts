// What waits for the member: unsent messages first, then places of few people, then drafts.
import type { Unsent } from '../../client.svelte';
import type { IconName } from '../../look/icons';
import { ChannelKind } from '../../protocol/messages';
import type { State } from '../../state/state';

export interface WaitingThing {
  kind: 'unsent' | 'conversation' | 'private' | 'draft';
  icon: IconName;
  href: string;
  title: string; // of the thread; empty where only the place is named
  channelId: number;
}

const privateKinds: readonly ChannelKind[] = [
  ChannelKind.TERRITORY,
  ChannelKind.PAIR,
  ChannelKind.PAIR_OBSTACLES,
  ChannelKind.PAIR_FOLLOW_UP,
  ChannelKind.PERSONAL_FOLLOW_UP,
  ChannelKind.BACKSTAGE,
];

const draftsShownMax = 6;

export function waitingFor(state: State, unsent: readonly Unsent[]): WaitingThing[] {
  const title = (threadId: number) => state.threads.get(threadId)?.title ?? '';
  const unsentThreads = [...new Set(unsent.map((each) => each.threadId))];
  const fromOutbox = unsentThreads.map(
    (id): WaitingThing => ({ kind: 'unsent', icon: 'offline', href: id ? `/fil/${id}` : '/echanges', title: title(id), channelId: 0 }),
  );

  const fromPlaces = [...state.unread].flatMap(([id, { count, firstId }]): WaitingThing[] => {
    const thread = state.threads.get(id);
    const kind = thread && state.channels.get(thread.channelId)?.channel?.kind;
    if (!thread || count === 0 || thread.archived || kind === undefined) return [];
    const { channelId } = thread;
    const href = `/fil/${id}?m=${firstId}`;
    if (kind === ChannelKind.CONVERSATION) return [{ kind: 'conversation', icon: 'people', href, title: '', channelId }];
    return privateKinds.includes(kind) ? [{ kind: 'private', icon: 'lock', href, title: thread.title, channelId }] : [];
  });

  const fromDrafts = [...state.mine.drafts.values()]
    .filter((draft) => draft.text !== '')
    .sort((a, b) => b.savedAtMs - a.savedAtMs)
    .slice(0, draftsShownMax)
    .map(({ threadId, channelId }): WaitingThing => {
      const href = threadId ? `/fil/${threadId}#ecrire` : `/ecrire?lieu=${channelId}`;
      return { kind: 'draft', icon: 'write', href, title: title(threadId), channelId };
    });

  return [...fromOutbox, ...fromPlaces, ...fromDrafts];
}
