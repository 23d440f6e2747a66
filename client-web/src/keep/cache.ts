// What was read, kept in the browser so that the page opens at once and without a network. It is the state as of a
// cursor: events follow from there.
//
// What is said in confidence is never written down here: follow-ups, with their meetings, and rounds. Of such a place only
// its number is kept, as a wish: the content is asked for again when there is a connection. What was left is gone from
// here as soon as it is gone from the state.
import { ChannelKind } from '../protocol/messages';
import { noWants, type HistoryWindow, type State } from '../state/state';
import { textsOn, type CachePiece, type Database } from './database';

/** Raised when the shape of State changes: what an older page has kept is then forgotten. */
export const cacheVersion = 6;

const windowsMax = 40; // the latest used
const windowMessagesMax = 100; // the latest of each
export const saveDelayMs = 3_000;

const confidential: readonly ChannelKind[] = [
  ChannelKind.PAIR_FOLLOW_UP,
  ChannelKind.PERSONAL_FOLLOW_UP,
  ChannelKind.ROUND,
  ChannelKind.ROUND_DESK,
];

type Core = Omit<State, 'histories'> & {
  readonly version: number;
  /** Of each window the stamp that it was written with: another tab may have written an older one in its place since. */
  readonly stamps: ReadonlyMap<number, string>;
};

interface StampedWindow {
  readonly stamp: string;
  readonly window: HistoryWindow;
}

export function isConfidential(state: State, channelId: number): boolean {
  const kind = state.channels.get(channelId)?.channel?.kind;
  return kind === undefined || confidential.includes(kind);
}

function pick<Key, Value>(map: ReadonlyMap<Key, Value>, isKept: (value: Value, key: Key) => boolean): Map<Key, Value> {
  return new Map([...map].filter(([key, value]) => isKept(value, key)));
}

/** The part of a state that may be kept, without its windows. */
export function cacheableCore(state: State, stamps: ReadonlyMap<number, string>): Core {
  const { histories: _, ...core } = state;
  const isOpen = ({ channelId }: { readonly channelId: number }) => !isConfidential(state, channelId);
  const hidden = [...state.channels.keys()].filter((id) => isConfidential(state, id));
  const { snapshot, directoryAfterId, unreadAt } = state.wants;
  return {
    ...core,
    version: cacheVersion,
    stamps,
    rounds: new Map(),
    roundList: undefined,
    roadmapsLookedAt: new Set(),
    gatherings: pick(state.gatherings, isOpen),
    gatheringsLookedAt: new Set(),
    gatheringList: state.gatheringList && { ...state.gatheringList, rows: state.gatheringList.rows.filter(({ gathering }) => gathering && isOpen(gathering)) },
    workshops: new Map(),
    channels: pick(state.channels, (_row, id) => !isConfidential(state, id)),
    threads: pick(state.threads, isOpen),
    loose: pick(state.loose, isOpen),
    unread: pick(state.unread, (_row, id) => {
      const thread = state.threads.get(id);
      return thread !== undefined && isOpen(thread);
    }),
    wants: { ...noWants, snapshot, directoryAfterId, unreadAt, gatherings: new Set(state.gatheringList ? [0] : []), channels: new Set([...hidden, ...state.wants.channels]) },
  };
}

/** A window as it is kept: its newest messages, if it reaches the end of the thread; others are not worth keeping. */
export function cacheableWindow(state: State, window: HistoryWindow): HistoryWindow | undefined {
  if (window.moreAfter || window.isStale || isConfidential(state, window.channelId)) return undefined;
  if (window.messages.length <= windowMessagesMax) return window;
  return { ...window, messages: window.messages.slice(-windowMessagesMax), moreBefore: true };
}

export async function loadCache(database: Database, owner: string): Promise<State | undefined> {
  const pieces = await database.getAll('cache', IDBKeyRange.bound([owner, ''], [owner, '\uffff']));
  const values = new Map(pieces.map((piece) => [piece.name, piece.value]));
  const core = values.get('core') as Core | undefined;
  if (core?.version !== cacheVersion) return undefined;
  const { version: _, stamps, ...rest } = core;
  values.delete('core');
  const ours = ([...values.values()] as StampedWindow[]).filter(({ stamp, window }) => stamps.get(window.threadId) === stamp);
  return { ...rest, histories: new Map(ours.map(({ window }) => [window.threadId, window])) };
}

export async function dropCache(database: Database, owner: string): Promise<void> {
  await database.delete('cache', IDBKeyRange.bound([owner, ''], [owner, '\uffff']));
  await (await textsOn(database))?.dropReadTexts(database, owner);
}

/**
 * Writes a state down, and afterwards only the windows that changed; the cursor and all windows in one transaction.
 * Tabs write over one another: whoever reads takes the last one's state, and those of its windows that are still there.
 */
export class CacheWriter {
  private written = new Map<number, StampedWindow>();
  private isFirst = true;
  private writes = 0;
  private readonly name = crypto.getRandomValues(new Uint32Array(2)).join('-');

  constructor(
    private readonly database: Database,
    private readonly owner: string,
  ) {}

  async write(state: State): Promise<void> {
    const stamp = `${this.name} ${++this.writes}`;
    const now = new Map<number, StampedWindow>();
    for (const window of [...state.histories.values()].slice(-windowsMax)) {
      const known = this.written.get(window.threadId);
      if (cacheableWindow(state, window)) now.set(window.threadId, known?.window === window ? known : { stamp, window });
    }
    const gone = [...this.written.keys()].filter((threadId) => !now.has(threadId));
    const { isFirst } = this;
    this.written = now;
    this.isFirst = false;

    const transaction = this.database.transaction('cache', 'readwrite', { durability: 'relaxed' });
    const { store } = transaction;
    const put = (name: string, value: unknown) => store.put({ owner: this.owner, name, value } satisfies CachePiece);
    const work: Promise<unknown>[] = [];
    if (isFirst) work.push(store.delete(IDBKeyRange.bound([this.owner, ''], [this.owner, '\uffff'])));
    work.push(put('core', cacheableCore(state, new Map([...now].map(([threadId, each]) => [threadId, each.stamp])))));
    for (const [threadId, each] of now) {
      if (each.stamp === stamp) work.push(put(`window ${threadId}`, { stamp, window: cacheableWindow(state, each.window) }));
    }
    for (const threadId of gone) work.push(store.delete([this.owner, `window ${threadId}`]));
    try {
      await Promise.all([...work, transaction.done]);
    } catch (error) {
      this.isFirst = true; // nothing of it is there: the next one writes everything
      this.written = new Map();
      throw error;
    }
  }
}
