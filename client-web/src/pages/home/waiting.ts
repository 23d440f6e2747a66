// What waits for the member: unsent messages first, then places of few people, then drafts.
import type { Unsent } from '../../client.svelte';
import type { IconName } from '../../look/icons';
import { isWritten } from '../../keep/outbox_row';
import { ChannelKind, ThreadKind, type CommandBody } from '../../protocol/messages';
import type { State } from '../../state/state';

export interface WaitingThing {
  kind: 'unsent' | 'refused' | 'conversation' | 'private' | 'draft';
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

/** Where what somebody wrote is listed until it is accepted; '' for what nobody wrote. */
export function placeOf(body: CommandBody, state: State): string {
  if (!isWritten(body)) return '';
  switch (body.case) {
    case 'postMessage': return `/fil/${body.value.threadId ?? 0}`;
    case 'declareObstacle': return '/frein/nouveau';
    case 'round': return `/codeveloppement/${body.value.roundId ?? 0}`;
    case 'roadmap': return `/feuille-de-route/${body.value.roadmapId ?? 0}`;
    case 'openThread': {
      const { kind, channelId = 0 } = body.value;
      if (state.channels.get(channelId)?.channel?.kind === ChannelKind.CONVERSATION) return `/conversation/${channelId}`;
      return kind === ThreadKind.RESOURCE ? '/ressources/proposer' : '/ecrire';
    }
    case 'course': {
      const said = body.value.body;
      if (said?.case === 'addSentence') return `/parcours/atelier/${said.value.workshopId ?? 0}`;
      if (said?.case === 'openWorkshop') return `/rencontre/${said.value.gatheringId ?? 0}`;
      return said?.case === 'publishDossier' ? '/dossier/nouveau' : '/parcours/planifier';
    }
    default: return '';
  }
}

export function waitingFor(state: State, unsent: readonly Unsent[]): WaitingThing[] {
  const title = (threadId: number) => state.threads.get(threadId)?.title ?? '';
  const refusedLast = [...unsent].sort((a, b) => Number(a.refusal !== undefined) - Number(b.refusal !== undefined));
  const written = [...new Map(refusedLast.map((each) => [placeOf(each.body, state), each])).entries()];
  const fromOutbox = written.flatMap(([href, { threadId, refusal }]): WaitingThing[] =>
    href === '' ? [] : [{ kind: refusal ? 'refused' : 'unsent', icon: refusal ? 'warn' : 'offline', href, title: title(threadId), channelId: 0 }],
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
