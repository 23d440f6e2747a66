// A thread as a page reads it: a stretch of its messages that grows at both ends when asked, and by itself at the end.
//
//   const window = client.thread(804);
//   {#each window.messages as message (message.id)} …
//   await window.loadBefore();               // when one scrolls towards the beginning
//   await window.jumpTo({ messageId: 41 });  // one round trip, wherever that is
import { Offline } from '../net/errors';
import type { HistoryWindow } from '../state/state';
import { dropHistory, trimHistory, windowMax } from '../state/answers';
import type { Session } from './session';
import type { State } from '../state/state';

export const pageSize = 50;

export { windowMax };

export type Place = { readonly messageId: number } | { readonly atMs: number } | 'end' | 'unread';

/** What a window needs of the client. */
export interface WindowHost {
  readonly state: State; // reactive
  readonly session: Session | undefined;
}

export class ThreadWindow {
  /** A page is being loaded: at the beginning, at the end, or altogether. */
  loading = $state<'before' | 'after' | 'all' | undefined>();
  /** Why the last one could not be loaded: Offline or RefusalError. */
  error = $state.raw<Error | undefined>();
  /** The first message that was unread when the thread was opened: the unread line stands above it. 0: none. */
  unreadFromId = $state(0);
  /** The message that was jumped to, to be shown and marked. 0: none. */
  targetId = $state(0);
  /** Set by the page: one reads at the end, so the beginning may be let go when messages come. */
  isFollowing = false;
  private failed: { readonly what: 'before' | 'after' | 'all'; readonly where: object } | undefined;

  constructor(
    private readonly host: WindowHost,
    readonly threadId: number,
  ) {}

  private get held(): HistoryWindow | undefined {
    return this.host.state.histories.get(this.threadId);
  }

  /** In order; messages are the same objects until they change. */
  get messages(): HistoryWindow['messages'] {
    return this.held?.messages ?? [];
  }
  get isLoaded(): boolean {
    return this.held !== undefined;
  }
  get moreBefore(): boolean {
    return this.held?.moreBefore ?? false;
  }
  get moreAfter(): boolean {
    return this.held?.moreAfter ?? false;
  }
  /** The thread began before one's entry: « message antérieur à votre arrivée ». */
  get olderHidden(): boolean {
    return this.held?.olderHidden ?? false;
  }

  /** Shows the thread at a place; at the first unread message, or the end, when none is named. */
  async open(place: Place = 'unread'): Promise<void> {
    const unread = this.host.state.unread.get(this.threadId);
    this.unreadFromId = unread && unread.count > 0 ? unread.firstId : 0;
    if (place === 'unread' && this.unreadFromId === 0) place = 'end';
    await this.jumpTo(place === 'unread' ? { messageId: this.unreadFromId } : place);
  }

  async jumpTo(place: Exclude<Place, 'unread'>): Promise<void> {
    this.targetId = typeof place === 'object' && 'messageId' in place ? place.messageId : 0;
    const { held, targetId } = this;
    if (held && place === 'end' && !held.moreAfter) return;
    if (held && targetId !== 0 && held.messages.some(({ id }) => id === targetId)) return;
    const where = place === 'end' ? {} : 'messageId' in place ? { aroundId: place.messageId } : { atMs: place.atMs };
    await this.load('all', where);
    if (typeof place === 'object' && 'atMs' in place) {
      this.targetId = this.messages.find(({ postedAtMs }) => postedAtMs >= place.atMs)?.id ?? this.messages.at(-1)?.id ?? 0;
    }
  }

  async loadBefore(): Promise<void> {
    const beforeId = this.messages[0]?.id;
    if (beforeId === undefined || !this.moreBefore || this.loading) return;
    await this.load('before', { beforeId });
  }

  async loadAfter(): Promise<void> {
    const afterId = this.messages.at(-1)?.id;
    if (afterId === undefined || !this.moreAfter || this.loading) return;
    await this.load('after', { afterId });
  }

  /** To be called when messages have come by themselves, before they are drawn. */
  grown(): void {
    this.trim(this.isFollowing ? 'end' : 'start');
  }

  /** Lets the messages go; the next open() asks for them again. */
  drop(): void {
    const { session } = this.host;
    session?.keeper.change(dropHistory(session.state, this.threadId));
  }

  /** What could not be loaded is asked for once more: there is a connection again. */
  async retry(): Promise<void> {
    const { failed } = this;
    if (failed?.what === 'before') await this.loadBefore();
    else if (failed?.what === 'after') await this.loadAfter();
    else if (failed) await this.load('all', failed.where);
  }

  private trim(side: 'start' | 'end'): void {
    const { session } = this.host;
    session?.keeper.change(trimHistory(session.state, this.threadId, windowMax, side));
  }

  private async load(what: 'before' | 'after' | 'all', where: object): Promise<void> {
    const { session } = this.host;
    if (!session) return;
    this.loading = what;
    this.error = undefined;
    this.failed = undefined;
    try {
      await session.ask('getHistory', { threadId: this.threadId, limit: pageSize, ...where });
    } catch (error) {
      this.error = error instanceof Error ? error : new Error(String(error));
      if (error instanceof Offline) this.failed = { what, where };
    } finally {
      this.loading = undefined;
    }
  }
}
