// One member's presence in one community, without a page: connection, state, outbox and cache, joined. The page's
// `client` (client.svelte.ts) wraps it in runes; tests drive it directly.
import { Connection, type ConnectionKind, type Diagnosis } from '../net/connection';
import { Offline, RefusalError } from '../net/errors';
import { ServerClock, type Clock } from '../net/time';
import { closeCodes, type OpenTransport } from '../net/transport';
import { CacheWriter, dropCache, loadCache, saveDelayMs } from '../keep/cache';
import { textsOn, type Database } from '../keep/database';
import type { Locks } from '../keep/locks';
import { Outbox, type Held } from '../keep/outbox';
import type { OutboxRow } from '../keep/outbox_row';
import { databaseStore, memoryStore } from '../keep/outbox_store';
import { dropReadTyped } from '../keep/typed';
import { keyBytes } from '../protocol/key';
import type {
  Accepted,
  AnswerTo,
  CommandBody,
  Event,
  QueryBody,
  QueryCase,
  QueryValue,
  Refusal,
  Reply,
  ServerFrame,
  Signal,
  SignalInit,
  TextDelivery,
} from '../protocol/messages';
import { refreshRoom } from '../state/answers';
import { expect } from '../state/expected';
import { Keeper } from '../state/keeper';
import { emptyState, type State } from '../state/state';
import { WantsFollower } from './wants';

/** How long a question waits for a connection that is being made. */
const patienceMs = 8_000;

/** How long the answer to a command waits for its events: they come with it, or a moment later. */
const seenMs = 2_000;

export interface SessionEvents {
  state(state: State, before: State): void;
  status(kind: ConnectionKind, upToDateAtMs: number | undefined): void;
  unsent(rows: readonly OutboxRow[], isUnsafe: boolean): void;
  signal(signal: Signal): void;
  /** Events that have just been taken in. */
  told(events: readonly Event[]): void;
  /** The server has said who this is; not heard before a first connection. */
  opened(owner: string): void;
  ended(why: 'signed-out' | Refusal): void;
}

/** An editor of a shared text (src/writing), as long as it is open. */
export interface TextListener {
  /** A connection was made, or is gone: with it, that the text is open there. */
  connected(isOpen: boolean): void;
  /** Of all texts that are open here, each in order; heard before the reply that came with them. */
  changed(deliveries: readonly TextDelivery[]): void;
  signal(signal: Signal): void;
}

export interface SessionOptions {
  readonly socket: OpenTransport;
  readonly polling: OpenTransport;
  readonly diagnose: () => Promise<Diagnosis>;
  readonly database: Database | undefined;
  readonly locks: Locks;
  readonly clock: Clock;
  readonly random: () => number;
  readonly clientName: string;
  readonly community: string; // slug; '' when the account has only one
  readonly announce: () => void; // to other tabs: the outbox has changed
  readonly events: SessionEvents;
}

export function ownerOf(state: State): string {
  return `${state.community.slug}/${state.me.id}`;
}

export class Session {
  readonly keeper: Keeper;
  readonly connection: Connection;
  readonly serverClock = new ServerClock();
  readonly texts = new Set<TextListener>();
  outbox: Outbox | undefined;
  private owner = '';
  private writer: CacheWriter | undefined;
  private cancelSave: (() => void) | undefined;
  private upToDateAtMs: number | undefined;
  private headSeq = 0; // of the Welcome: up to date once the cursor is there
  private kind: ConnectionKind = 'connecting';
  private waiters: (() => boolean)[] = []; // each is called after every change, until it says true
  private readonly wants: WantsFollower;

  constructor(readonly options: SessionOptions) {
    this.keeper = new Keeper(emptyState, (state, before) => this.onState(state, before));
    this.connection = new Connection({
      socket: options.socket,
      polling: options.polling,
      diagnose: options.diagnose,
      clock: options.clock,
      serverClock: this.serverClock,
      random: options.random,
      hello: () => this.hello(),
      events: {
        frame: (frame) => this.onFrame(frame),
        alive: () => this.onAlive(),
        kind: (kind) => this.onKind(kind),
        refused: (why) => void this.onEnded(why),
        lost: (code) => this.onLost(code),
      },
    });
    this.wants = new WantsFollower({
      state: () => this.keeper.state,
      isOpen: () => this.connection.isOpen,
      ask: (query) => this.askNow(query),
      clock: options.clock,
    });
  }

  get state(): State {
    return this.keeper.state;
  }

  /** What happened before the connection was made is still coming. */
  get isCatchingUp(): boolean {
    return this.state.cursorSeq < this.headSeq;
  }

  /** Opens from the cache of `owner`, if there is one, and connects. */
  async start(owner: string): Promise<void> {
    const { database } = this.options;
    if (database && owner !== '') {
      const cached = await loadCache(database, owner).catch(() => undefined);
      if (cached) {
        this.keeper.change(cached);
        await this.belongTo(owner);
      }
    }
    this.connection.start();
  }

  /** Lets go of everything; what is unsent stays on the device. */
  stop(): void {
    this.connection.stop();
    this.outbox?.close();
    this.cancelSave?.();
    this.cancelSave = undefined;
  }

  /** Resolves when the command is accepted and in the state. Rejects with RefusalError. */
  async send(body: CommandBody, held?: Held): Promise<Accepted> {
    if (!this.outbox) throw new Offline('nobody is signed in');
    this.keeper.change(expect(this.state, body, this.serverClock.toServer(this.options.clock.now())));
    return this.outbox.add(body, held);
  }

  /** Needs the network; waits a moment for one that is coming. Rejects with Offline or RefusalError. */
  async ask<Case extends QueryCase>(kind: Case, value: QueryValue<Case>): Promise<AnswerTo<Case>> {
    if (!this.connection.isOpen) await this.untilOpen();
    const reply = await this.askNow({ case: kind, value } as QueryBody);
    if (reply.body.case === 'answer') return reply.body.value.body.value as AnswerTo<Case>;
    if (reply.body.case === 'refusal') throw new RefusalError(reply.body.value);
    throw new Offline('an answer without content');
  }

  refreshRound(roundId: number): void {
    this.keeper.change(refreshRoom(this.state, roundId));
    this.wants.follow();
  }

  signal(signal: SignalInit): void {
    this.connection.signal(signal);
  }

  /** Writes the state down now: the page is about to be hidden, or a place was left. */
  async save(): Promise<void> {
    this.cancelSave?.();
    this.cancelSave = undefined;
    await this.writer?.write(this.state).catch((error: unknown) => {
      console.warn('ramure: the state could not be kept on this device', error);
    });
  }

  async forget(): Promise<void> {
    const { writer, owner } = this;
    this.writer = undefined;
    this.cancelSave?.();
    this.cancelSave = undefined;
    if (writer && this.options.database) await dropCache(this.options.database, owner).catch(() => {});
  }

  private async askNow(query: QueryBody): Promise<Reply> {
    const take = this.keeper.ask(query);
    const value = { body: query } as never; // the shapes agree; their types are too wide for the compiler to see it
    try {
      const reply = await this.connection.requests.request({ case: 'query', value });
      take(reply.body, reply.asOfSeq);
      return reply;
    } catch (error) {
      // Lost with its connection: the next Welcome clears what was awaited.
      throw error instanceof Offline ? error : new Offline(String(error));
    }
  }

  private hello() {
    const { epoch, cursorSeq, privateRevision, community } = this.state;
    const slug = community.slug || this.options.community;
    return { community: slug, epoch, cursorSeq, privateRevision, clientName: this.options.clientName };
  }

  private onFrame(frame: ServerFrame): void {
    const { welcome } = frame;
    if (welcome) {
      this.headSeq = welcome.headSeq;
      const isOther = this.state.me.id !== 0 && (welcome.me?.id !== this.state.me.id || welcome.community?.slug !== this.state.community.slug);
      if (isOther && !welcome.snapshot) {
        this.keeper.change(emptyState); // somebody else has signed in here: begin again, without a cursor
        this.connection.stop();
        this.connection.start();
        return;
      }
    }
    const { cursorSeq } = this.state;
    this.keeper.take(frame);
    const told = frame.events.filter(({ seq }) => seq > cursorSeq);
    if (told.length > 0) this.options.events.told(told);
    for (const signal of frame.signals) {
      this.options.events.signal(signal);
      for (const text of this.texts) text.signal(signal);
    }
    if (frame.textChanges.length > 0) for (const text of this.texts) text.changed(frame.textChanges);
    if (welcome) void this.belongTo(ownerOf(this.state));
    this.wants.follow();
  }

  private async belongTo(owner: string): Promise<void> {
    if (owner === this.owner) return this.options.events.opened(owner);
    this.owner = owner;
    this.outbox?.close();
    const { database, clock, random, locks, announce, events } = this.options;
    this.writer = database && new CacheWriter(database, owner);
    const outbox = new Outbox({
      owner,
      store: database ? databaseStore(database) : memoryStore(),
      locks,
      clock,
      random,
      announce,
      send: (row) => this.sendRow(row),
      untilSeen: (accepted) => this.untilSeen(accepted),
      onChange: (rows) => {
        if (this.outbox === outbox) events.unsent(rows, outbox.isUnsafe || !database);
      },
    });
    this.outbox = outbox;
    outbox.connected(this.connection.isOpen);
    events.opened(owner);
    await outbox.open().catch((error: unknown) => console.warn('ramure: the outbox cannot be read', error));
  }

  private sendRow(row: OutboxRow): Promise<Reply> {
    const value = { commandKey: keyBytes(row.key), body: row.body } as never;
    return this.connection.requests.request({ case: 'command', value });
  }

  private untilSeen(accepted: Accepted): Promise<void> {
    const isSeen = () =>
      this.state.cursorSeq >= accepted.lastSeq && this.state.privateRevision >= accepted.privateRevision;
    return this.until(isSeen, seenMs);
  }

  private async untilOpen(): Promise<void> {
    if (this.kind !== 'offline') await this.until(() => this.connection.isOpen || this.kind === 'offline', patienceMs);
    if (!this.connection.isOpen) throw new Offline('there is no connection');
  }

  private until(isTrue: () => boolean, withinMs: number): Promise<void> {
    if (isTrue()) return Promise.resolve();
    return new Promise((resolve) => {
      let isLate = false;
      const cancel = this.options.clock.after(withinMs, () => {
        isLate = true;
        resolve();
      });
      this.waiters.push(() => {
        if (!isLate && !isTrue()) return false;
        cancel();
        resolve();
        return true;
      });
    });
  }

  private look(): void {
    this.waiters = this.waiters.filter((waiter) => !waiter());
  }

  private onState(state: State, before: State): void {
    this.options.events.state(state, before);
    this.look();
    const left = state.channels === before.channels ? [] : [...before.channels.keys()].filter((id) => !state.channels.has(id));
    if (left.length > 0) void this.forgetPlaces(left); // what was left goes from the device at once
    else if (this.writer && !this.cancelSave) {
      this.cancelSave = this.options.clock.after(saveDelayMs, () => void this.save());
    }
  }

  private async forgetPlaces(ids: readonly number[]): Promise<void> {
    dropReadTyped(this.owner, (id) => ids.includes(id));
    await this.save();
    const { database } = this.options;
    const texts = database && (await textsOn(database).catch(() => undefined));
    await texts?.dropReadTexts(database!, this.owner, (id) => ids.includes(id)).catch(() => {});
  }

  private onAlive(): void {
    if (this.isCatchingUp) return;
    this.upToDateAtMs = this.serverClock.toServer(this.options.clock.now());
    this.options.events.status(this.kind, this.upToDateAtMs);
  }

  private onKind(kind: ConnectionKind): void {
    this.kind = kind;
    this.outbox?.connected(this.connection.isOpen);
    this.options.events.status(kind, this.upToDateAtMs);
    for (const text of this.texts) text.connected(this.connection.isOpen);
    this.look();
    this.wants.follow();
  }

  private onLost(code: number): void {
    const isMalformed = ([closeCodes.protocolError, closeCodes.invalidText, closeCodes.tooBig] as number[]).includes(code);
    if (isMalformed) void this.outbox?.suspect();
  }

  private async onEnded(why: 'signed-out' | Refusal): Promise<void> {
    this.outbox?.close();
    await this.forget();
    this.options.events.ended(why);
  }
}
