// Asks for what the state wants, a few things at a time, as long as there is a connection.
import { Archived, type QueryBody, type Reply } from '../protocol/messages';
import type { Clock } from '../net/time';
import { lists } from '../state/reduce_commons';
import { listId as gatheringListId, wholeList } from '../state/reduce_course';
import { listId as roadmapListId } from '../state/reduce_roadmaps';
import { listId } from '../state/reduce_rounds';
import type { State } from '../state/state';
import { askForLater, type GatheringPage } from './gathering_pages';

const atOnceMax = 3; // the server answers four queries of a connection at a time; one is left to the page
const againMs = 3_000; // after a refusal that may be repeated
const messagesMax = 50;
// Of a round in which much happens what one may do is asked for at most so often, and the list of rounds.
const roundEveryMs = 300;
const roundListEveryMs = 3_000;
const roadmapEveryMs = 500;
const roadmapListEveryMs = 3_000;
const commonsEveryMs = 1_000;
const gatheringEveryMs = 500;
const gatheringListEveryMs = 3_000;

const restsMs: Partial<Record<QueryBody['case'], number>> = {
  getRound: roundEveryMs,
  listRounds: roundListEveryMs,
  getRoadmap: roadmapEveryMs,
  listRoadmaps: roadmapListEveryMs,
  listMyQuotes: commonsEveryMs,
  listDossiers: commonsEveryMs,
  getGathering: gatheringEveryMs,
  listGatherings: gatheringListEveryMs,
};

export interface WantsOptions {
  readonly state: () => State;
  readonly isOpen: () => boolean;
  readonly ask: (query: QueryBody) => Promise<Reply>;
  readonly clock: Clock;
}

export class WantsFollower {
  private readonly asking = new Set<string>();
  private readonly resting = new Set<string>(); // asked for a moment ago
  private isResting = false;

  constructor(private readonly options: WantsOptions) {}

  /** To be called after every change of the state, and of the connection. */
  follow(): void {
    while (this.options.isOpen() && !this.isResting && this.asking.size < atOnceMax) {
      const next = this.next();
      if (!next) return;
      void this.ask(...next);
    }
  }

  private next(): [string, QueryBody] | undefined {
    const { wants, histories, rounds } = this.options.state();
    const isFree = (name: string) => !this.asking.has(name) && !this.resting.has(name);
    if (wants.snapshot) return isFree('snapshot') ? ['snapshot', { case: 'getSnapshot', value: {} }] : undefined;
    for (const channelId of wants.channels) {
      const name = `channel ${channelId}`;
      if (isFree(name)) return [name, { case: 'getChannel', value: { channelId } }];
    }
    if (wants.directoryAfterId > 0 && isFree('directory')) {
      return ['directory', { case: 'getSnapshot', value: { directoryAfterId: wants.directoryAfterId } }];
    }
    if (wants.unreadAt > 0 && isFree('unread')) return ['unread', unreadThreads('')];
    for (const threadId of wants.threads) {
      const name = `thread ${threadId}`;
      if (isFree(name)) return [name, { case: 'getThread', value: { threadId } }];
    }
    for (const window of histories.values()) {
      const name = `window ${window.threadId}`;
      const aroundId = window.messages.at(-1)?.id;
      const around = window.moreAfter && aroundId ? { aroundId } : {};
      const value = { threadId: window.threadId, limit: 100, ...around };
      if (window.isStale && isFree(name)) return [name, { case: 'getHistory', value }];
    }
    for (const roundId of wants.rounds) {
      const name = `round ${roundId}`;
      if (!isFree(name)) continue;
      if (roundId === listId) return [name, { case: 'listRounds', value: { endedToo: true } }];
      const withoutWords = rounds.get(roundId)?.lacksWords !== true;
      return [name, { case: 'getRound', value: { roundId, withoutWords } }];
    }
    for (const roadmapId of wants.roadmaps) {
      const name = `roadmap ${roadmapId}`;
      if (!isFree(name)) continue;
      if (roadmapId === roadmapListId) return [name, { case: 'listRoadmaps', value: {} }];
      return [name, { case: 'getRoadmap', value: { roadmapId } }];
    }
    for (const list of wants.commons) {
      const name = `commons ${list}`;
      if (isFree(name)) return [name, list === lists.quotes ? { case: 'listMyQuotes', value: {} } : { case: 'listDossiers', value: {} }];
    }
    for (const gatheringId of wants.gatherings) {
      const name = `gathering ${gatheringId}`;
      if (!isFree(name)) continue;
      if (gatheringId === gatheringListId) return [name, { case: 'listGatherings', value: wholeList }];
      return [name, { case: 'getGathering', value: { gatheringId } }];
    }
    for (const workshopId of wants.workshops) {
      const name = `workshop ${workshopId}`;
      if (isFree(name)) return [name, { case: 'getWorkshop', value: { workshopId } }];
    }
    const messageIds = [...wants.messages].slice(0, messagesMax);
    if (messageIds.length > 0 && isFree('messages')) return ['messages', { case: 'getMessages', value: { messageIds } }];
    return undefined;
  }

  private async ask(name: string, query: QueryBody): Promise<void> {
    this.asking.add(name);
    try {
      const reply = await this.options.ask(query);
      if (reply.body.case === 'refusal' && reply.body.value.retryable) this.rest();
      const list = reply.body.case === 'answer' && reply.body.value.body.case === 'threadList' && reply.body.value.body.value;
      if (list && list.nextPageToken !== '') await this.options.ask(unreadThreads(list.nextPageToken));
      if (query.case === 'listGatherings') {
        await askForLater(pageIn(reply), async (value) => pageIn(await this.options.ask({ case: 'listGatherings', value })));
      }
    } catch {
      // the connection broke; the wish is still there when the next one opens
    } finally {
      this.asking.delete(name);
      this.restFrom(name, restsMs[query.case] ?? 0);
      this.follow();
    }
  }

  private restFrom(name: string, restMs: number): void {
    if (restMs === 0) return;
    this.resting.add(name);
    this.options.clock.after(restMs, () => {
      this.resting.delete(name);
      this.follow();
    });
  }

  private rest(): void {
    this.isResting = true;
    this.options.clock.after(againMs, () => {
      this.isResting = false;
      this.follow();
    });
  }
}

function pageIn({ body }: Reply): GatheringPage | undefined {
  const answered = body.case === 'answer' ? body.value.body : undefined;
  return answered?.case === 'gatheringList' ? answered.value : undefined;
}

function unreadThreads(pageToken: string): QueryBody {
  return { case: 'listThreads', value: { unreadOnly: true, archived: Archived.ALSO, limit: 200, pageToken } };
}
