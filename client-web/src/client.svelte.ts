// The one object that pages know of the network and of what is kept. Everything in it is reactive; nothing of it is
// changed by a page but through its methods.
//
//   client.state.threads.get(804)?.title
//   await client.send('postMessage', { threadId: 804, body: 'J’en suis.' });
//   const found = await client.ask('search', { text: 'financement' });
import { takeUpTexts } from './client/left_texts';
import { chosenOf, ownerOf } from './client/membership';
import { Session } from './client/session';
import { SignalBook } from './client/signals.svelte';
import { ThreadWindow } from './client/thread_window.svelte';
import { onAlone } from './keep/alone';
import { openDatabase, type Database } from './keep/database';
import { dropCache } from './keep/cache';
import { browserLocks } from './keep/locks';
import type { Held } from './keep/outbox';
import { isWritten, type OutboxRow } from './keep/outbox_row';
import { remembered } from './keep/remembered';
import { dropReadTyped } from './keep/typed';
import { minutesAddress, type TakenLevel } from './net/addresses';
import type { ConnectionKind } from './net/connection';
import { clientName } from './net/client_name';
import { pollingTransport } from './net/polling';
import { socketAddress, socketTransport } from './net/socket';
import { systemClock } from './net/time';
import type { UploadProgress } from './net/upload';
import type {
  Accepted,
  AnswerTo,
  CommandBody,
  CommandCase,
  CommandValue,
  Event,
  Member,
  QueryCase,
  QueryValue,
  Refusal,
  SignedIn,
  Upload,
} from './protocol/messages';
import { closeRoadmap, dropRoom, openRoadmap } from './state/answers';
import { emptyState, type State } from './state/state';

export { Offline, RefusalError } from './net/errors';
export type { ThreadWindow } from './client/thread_window.svelte';

export type Locale = 'fr' | 'en';

const drawnEveryMs = 100;

/** Threads whose messages are held, those that were looked at last. */
const windowsMax = 40;

/** The HTTP calls and the JSON that they speak: needed at the door, and where sockets fail. */
const http = () => import('./net/http');

export interface Status {
  /** live: by socket; polling: by HTTP, just as good; connecting: a moment; offline: what is shown is what is kept. */
  readonly kind: ConnectionKind;
  /** When everything up to then was here, by the server's clock. undefined: not yet since the page was opened. */
  readonly upToDateAtMs: number | undefined;
  /** Words that wait to be sent; what was refused waits for its author. */
  readonly unsent: number;
  /** What is unsent is held by this page only: the browser's disk is full or refuses. Do not close it. */
  readonly isUnsafe: boolean;
}

/** Something that was written and is not accepted yet. */
export interface Unsent {
  readonly key: string;
  readonly body: CommandBody;
  readonly writtenAtMs: number;
  readonly threadId: number; // of a message; 0 for a new thread
  /** It may have arrived: it cannot be taken back any more. */
  readonly isTried: boolean;
  /** It was refused, and is kept until it is sent anew or given up. */
  readonly refusal: Refusal | undefined;
}

function unsentOf(row: OutboxRow): Unsent {
  const { body, refusal } = row;
  const threadId = body.case === 'postMessage' ? (body.value.threadId ?? 0) : 0;
  return { key: row.key, body, writtenAtMs: row.createdAtMs, threadId, isTried: row.attempts > 0 && !refusal, refusal };
}

class Client {
  /** starting: nothing is known yet; signed-out: show the sign-in; open: there is a state, from the cache at first. */
  stage = $state<'starting' | 'signed-out' | 'open'>('starting');
  /** Why the sign-in is shown, when it was not asked for: the session ended, or one is no member any more. */
  endedBecause = $state.raw<Refusal | undefined>();
  state = $state.raw<State>(emptyState);
  status = $state.raw<Status>({ kind: 'connecting', upToDateAtMs: undefined, unsent: 0, isUnsafe: false });
  /** Whether questions are answered now. `status` is told anew after each answer: an effect that asks must not hang on it. */
  readonly isConnected = $derived(this.status.kind === 'live' || this.status.kind === 'polling');
  /** Words of a form, or of a shared text, are held by this page only. */
  holdsAlone = $state(false);
  unsent = $state.raw<readonly Unsent[]>([]);
  /** One came by a link, and no other device would know one. */
  lacksPassword = $state(false);
  readonly signals = new SignalBook();
  session: Session | undefined;

  private database: Database | undefined;
  private readonly windows = new Map<number, ThreadWindow>();
  private readonly tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('ramure');
  private community = '';
  private broughtInFor: Session | undefined;
  private drawing: ReturnType<typeof setTimeout> | undefined;

  get me(): Member {
    return this.state.me;
  }

  get locale(): Locale {
    const chosen = this.state.mine.settings?.locale || remembered.locale || navigator.language;
    return chosen.startsWith('en') ? 'en' : 'fr';
  }

  /** IANA name: one's own choice, else one's territory's, else the community's. */
  get timeZone(): string {
    const { mine, me, territories, community } = this.state;
    return mine.settings?.timeZone || territories.get(me.territoryId)?.timeZone || community.timeZone || 'Europe/Paris';
  }

  /** Called once, by main.ts. */
  async start(): Promise<void> {
    this.database = await openDatabase();
    this.listen();
    await this.begin(remembered.owner);
  }

  /**
   * Resolves when the command is accepted and the state holds what it led to; without a network, when there is one. `held`:
   * called once the outbox has it.
   */
  send<Case extends CommandCase>(kind: Case, value: CommandValue<Case>, held?: Held): Promise<Accepted> {
    if (!this.session) return Promise.reject(new Error('nobody is signed in'));
    return this.session.send({ case: kind, value } as CommandBody, held);
  }

  /** Rejects with Offline or RefusalError. Rows of the answer are in the state, too. */
  ask<Case extends QueryCase>(kind: Case, value: QueryValue<Case>): Promise<AnswerTo<Case>> {
    if (!this.session) return Promise.reject(new Error('nobody is signed in'));
    return this.session.ask(kind, value);
  }

  /** The same object each time, as long as the thread is among those that were looked at last. */
  thread(threadId: number): ThreadWindow {
    const window = this.windows.get(threadId) ?? new ThreadWindow(this, threadId);
    this.windows.delete(threadId);
    this.windows.set(threadId, window);
    if (this.windows.size > windowsMax) queueMicrotask(() => this.letOldestGo()); // this may be a page that is being drawn
    return window;
  }

  /** Nobody looks at this round any more. */
  closeRound(roundId: number): void {
    this.session?.keeper.change(dropRoom(this.session.state, roundId));
  }

  /** A page looks at this roadmap, from before it is asked for. */
  openRoadmap(roadmapId: number): void {
    this.session?.keeper.change(openRoadmap(this.session.state, roadmapId));
  }

  /** Nobody looks at this roadmap any more. */
  closeRoadmap(roadmapId: number): void {
    this.session?.keeper.change(closeRoadmap(this.session.state, roadmapId));
  }

  /** Asks again for what only time changes in a round that is looked at. */
  refreshRound(roundId: number): void {
    this.session?.refreshRound(roundId);
  }

  /** By the server's clock, however wrong this device's is. */
  serverNow(): number {
    return this.session?.serverClock.toServer(Date.now()) ?? Date.now();
  }

  /** Takes back what was not sent yet, or was refused. False: it may have arrived. */
  async cancelUnsent(key: string): Promise<boolean> {
    return (await this.session?.outbox?.cancel(key)) ?? false;
  }

  /** Sends what was refused once more. */
  async retryUnsent(key: string): Promise<void> {
    await this.session?.outbox?.retry(key);
  }

  /** Tells the others in the thread that one is writing; a few times a minute at most. */
  typing(threadId: number): void {
    if (this.signals.mayTellTyping(threadId)) {
      this.session?.signal({ body: { case: 'typing', value: { threadId } } });
    }
  }

  /** Puts a file aside for a message to come: `uploadIds: [upload.uploadId]`. */
  async upload(file: File, onProgress: UploadProgress = () => {}, signal?: AbortSignal): Promise<Upload> {
    const { uploadFile } = await import('./net/upload');
    return uploadFile(this.state.community.slug, file, onProgress, signal);
  }

  /** What of the minutes of a round one may take along, word for word. */
  async minutes(roundId: number, level: TakenLevel): Promise<string> {
    return (await http()).getText(minutesAddress(this.state.community.slug, roundId, 'md', level));
  }

  /** What was read is removed from this device. What is unsent stays, and is sent at the next sign-in. */
  async signOut(): Promise<void> {
    await (await http()).signOut();
    await this.leave();
    this.tabs?.postMessage('signed-out');
  }

  /** For client/access.ts: whether one has a password was heard. */
  notePassword(hasPassword: boolean): void {
    if (!hasPassword) remembered.withoutPassword = remembered.owner;
    else if (remembered.withoutPassword === remembered.owner) remembered.withoutPassword = '';
    this.lacksPassword = !hasPassword;
  }

  private async begin(owner: string): Promise<void> {
    this.session?.stop();
    const session = new Session({
      socket: socketTransport(socketAddress(location)),
      polling: pollingTransport(systemClock),
      diagnose: async () => (await http()).diagnose(),
      database: this.database,
      locks: browserLocks(),
      clock: systemClock,
      random: Math.random,
      clientName: clientName(),
      community: this.community,
      announce: () => this.tabs?.postMessage('outbox'),
      events: {
        state: (state, before) => this.onState(state, before),
        status: (kind, upToDateAtMs) => {
          if (kind === 'connecting' || kind === 'offline') this.signals.clear();
          else if (kind !== this.status.kind) for (const window of this.windows.values()) void window.retry();
          this.status = { ...this.status, kind, upToDateAtMs };
        },
        unsent: (rows, isUnsafe) => {
          this.unsent = rows.map(unsentOf);
          this.status = { ...this.status, unsent: rows.filter(({ refusal, body }) => !refusal && isWritten(body)).length, isUnsafe };
        },
        signal: (signal) => this.signals.take(signal),
        told: (events) => this.onTold(events),
        opened: (name) => {
          if (this.broughtInFor !== session) void takeUpTexts((this.broughtInFor = session), this.database, name);
          remembered.owner = name;
          this.lacksPassword = remembered.withoutPassword === name;
          this.endedBecause = undefined;
          this.stage = 'open';
        },
        ended: (why) => void this.leave(why === 'signed-out' ? undefined : why),
      },
    });
    this.session = session;
    await session.start(owner);
  }

  /** For client/door.ts: one is signed in. `community`: the one that is wanted, where the account has several. */
  async enter(signedIn: SignedIn, community = ''): Promise<void> {
    const chosen = signedIn.communities.find((each) => each.community === community) ?? chosenOf(signedIn);
    this.community = chosen?.community ?? '';
    this.tabs?.postMessage('signed-in');
    await this.begin(ownerOf(chosen));
  }

  /** For client/door.ts, too: what was read is removed from this device. */
  async leave(why?: Refusal): Promise<void> {
    this.session?.stop();
    await this.session?.forget();
    if (this.database && remembered.owner !== '') await dropCache(this.database, remembered.owner).catch(() => {});
    if (remembered.owner !== '') dropReadTyped(remembered.owner, () => true);
    remembered.owner = '';
    this.lacksPassword = false;
    this.session = undefined;
    this.windows.clear();
    this.state = emptyState;
    this.unsent = [];
    this.status = { kind: 'offline', upToDateAtMs: undefined, unsent: 0, isUnsafe: false };
    this.endedBecause = why;
    this.stage = 'signed-out';
  }

  private letOldestGo(): void {
    const [oldest] = this.windows;
    if (!oldest || this.windows.size <= windowsMax) return;
    this.windows.delete(oldest[0]);
    oldest[1].drop();
  }

  private onTold(events: readonly Event[]): void {
    for (const { body, actorId } of events) {
      if (body.case === 'messagePosted') this.signals.posted(body.value.threadId, actorId);
    }
  }

  private onState(state: State, before: State): void {
    for (const [threadId, window] of this.windows) {
      if (state.histories.get(threadId) !== before.histories.get(threadId)) queueMicrotask(() => window.grown());
    }
    if (state.mine.settings?.locale) remembered.locale = state.mine.settings.locale;
    // Thousands of events after a long absence come in hundreds of frames: they are drawn a few times a second.
    if (this.session?.isCatchingUp) this.drawing ??= setTimeout(() => this.draw(), drawnEveryMs);
    else this.draw();
  }

  private draw(): void {
    clearTimeout(this.drawing);
    this.drawing = undefined;
    if (this.session) this.state = this.session.state;
  }

  private listen(): void {
    onAlone((holdsAny) => (this.holdsAlone = holdsAny));
    addEventListener('online', () => this.session?.connection.poke());
    addEventListener('offline', () => this.session?.connection.poke());
    addEventListener('pageshow', () => this.session?.connection.poke());
    addEventListener('pagehide', () => void this.session?.save());
    addEventListener('beforeunload', (event) => {
      if (this.holdsAlone || (this.status.isUnsafe && this.unsent.length > 0)) event.preventDefault();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.session?.connection.poke();
      else void this.session?.save();
    });
    this.tabs?.addEventListener('message', ({ data }) => {
      if (data === 'outbox') void this.session?.outbox?.open();
      if (data === 'signed-out' && this.stage === 'open') void this.leave();
      if (data === 'signed-in' && this.stage === 'signed-out') void this.begin('');
    });
  }
}

export const client = new Client();
