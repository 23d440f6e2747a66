// What was written and not yet accepted. Every command is a row in the browser's database, under its key, before it is
// sent for the first time, and stays there until the server has answered.
//
//   const outbox = new Outbox({ owner, store, locks, send, clock, random, ... });
//   await outbox.open();                        // takes up what an earlier page, or a closed tab, has left
//   const accepted = await outbox.add({ case: 'postMessage', value: … });
//   outbox.connected(true);
//
// Promises:
// 1. A row is on disk before it is sent; if the disk refuses, it is sent all the same, and `isUnsafe` says so.
// 2. A key is sent until it is answered, by one tab at a time; the same key never carries something else.
// 3. Rows of one lane are sent in the order of their keys, each after the answer to the one before.
// 4. Words that were refused are kept, with the refusal, until they are cancelled.
import { RefusalCode, type Accepted, type CommandBody, type Reply } from '../protocol/messages';
import { keyText, newKey } from '../protocol/key';
import { refusal, RefusalError } from '../net/errors';
import { backoffMs, type Clock } from '../net/time';
import type { Locks } from './locks';
import { isWritten, laneOf, supersedes, type OutboxRow } from './outbox_row';
import type { OutboxStore } from './outbox_store';

/** A fault of the server is a fault: after so many tries the command is given up. */
export const faultsMax = 3;

export interface OutboxOptions {
  readonly owner: string;
  readonly store: OutboxStore;
  readonly locks: Locks;
  readonly clock: Clock;
  readonly random: () => number;
  /** Rejects when the connection breaks before the answer. */
  readonly send: (row: OutboxRow) => Promise<Reply>;
  /** Resolves when the events of an accepted command have been taken in, so that nothing is shown twice, or not at all. */
  readonly untilSeen: (accepted: Accepted) => Promise<void>;
  readonly onChange: (rows: readonly OutboxRow[]) => void;
  /** Tells other tabs that rows have come or gone. */
  readonly announce: () => void;
}

/** `isOnDisk`: also a page that is closed now sends it; else this page alone holds it. */
export type Held = (key: string, isOnDisk: boolean) => void;

interface Owner {
  readonly resolve: (accepted: Accepted) => void;
  readonly reject: (error: Error) => void;
}

export class Outbox {
  /** A row could not be written to disk: it lives in this page only. */
  isUnsafe = false;
  private rows = new Map<string, OutboxRow>(); // in order of key
  private readonly owners = new Map<string, Owner>();
  private readonly working = new Set<string>(); // lanes
  private readonly sending = new Set<string>(); // keys that are on their way
  private isConnected = false;
  private isClosed = false;
  private wakers: (() => void)[] = [];

  constructor(private readonly options: OutboxOptions) {}

  get list(): readonly OutboxRow[] {
    return [...this.rows.values()];
  }

  /** Takes up the rows that are there: also after another tab has announced a change. */
  async open(): Promise<void> {
    const stored = await this.options.store.all(this.options.owner);
    const known = new Map(stored.map((row) => [row.key, row]));
    const ours = [...this.rows.values()].filter((row) => this.owners.has(row.key) || this.sending.has(row.key));
    for (const row of ours) known.set(row.key, row);
    this.replace([...known.values()]);
    this.pump();
  }

  close(): void {
    this.isClosed = true;
    this.wake();
  }

  connected(isConnected: boolean): void {
    this.isConnected = isConnected;
    if (isConnected) this.wake();
  }

  /**
   * Resolves when the command is accepted, and what it led to is in the state. Rejects with RefusalError. `held`: called once
   * the row is kept, before it is sent.
   */
  async add(body: CommandBody, held?: Held): Promise<Accepted> {
    const { clock, owner } = this.options;
    const row = { key: keyText(newKey(clock.now())), owner, body, createdAtMs: clock.now(), attempts: 0, faults: 0 };
    const isOnDisk = await this.store(row);
    const answered = new Promise<Accepted>((resolve, reject) => this.owners.set(row.key, { resolve, reject }));
    const needless = this.findSuperseded(body);
    this.replace([...this.rows.values(), row]);
    held?.(row.key, isOnDisk);
    if (needless) await this.drop(needless.key, (each) => each.resolve(nothing));
    this.options.announce();
    this.pump();
    return answered;
  }

  /** Takes back a row that was never sent, or was refused. False: it may have arrived, or is on its way. */
  async cancel(key: string): Promise<boolean> {
    const row = this.rows.get(key);
    if (!row || this.sending.has(key) || (row.attempts > 0 && !row.refusal)) return false;
    await this.drop(key, (owner) => owner.reject(new RefusalError(refusal(RefusalCode.NOT_FOUND, 'cancelled'))));
    this.options.announce();
    return true;
  }

  /** A refused row once more, under a new key: the old one may be known for something else. */
  async retry(key: string): Promise<Accepted | undefined> {
    const row = this.rows.get(key);
    if (!row?.refusal || !(await this.cancel(key))) return undefined;
    return this.add(row.body);
  }

  /** The connection broke in a way that says that something in it was malformed: whatever was on its way is suspect. */
  async suspect(): Promise<void> {
    await Promise.all([...this.sending].map((key) => this.countFault(key)));
  }

  private findSuperseded(body: CommandBody): OutboxRow | undefined {
    const kind = supersedes(body);
    if (kind === '') return undefined;
    return this.list.find((row) => supersedes(row.body) === kind && row.attempts === 0 && !this.sending.has(row.key));
  }

  private async store(row: OutboxRow): Promise<boolean> {
    try {
      await this.options.store.put(row);
      return true;
    } catch (error) {
      this.isUnsafe = true;
      console.warn('ramure: a command could not be kept on this device', error);
      return false;
    }
  }

  private pump(): void {
    for (const row of this.rows.values()) {
      const lane = laneOf(row.body);
      if (row.refusal || this.working.has(lane) || this.isClosed) continue;
      this.working.add(lane);
      void this.work(row.key).finally(() => {
        this.working.delete(lane);
        if (!this.isClosed) this.pump();
      });
    }
  }

  /** Until the row is gone: accepted, refused, cancelled, or seen to by another tab. */
  private async work(key: string): Promise<void> {
    for (let failures = 0; ; ++failures) {
      while (!this.isConnected && !this.isClosed) await new Promise<void>((resolve) => this.wakers.push(resolve));
      if (this.isClosed) return;
      // Held only while it is on its way, so that a tab without a connection stands in nobody's way.
      const waitMs = await this.options.locks.hold(`ramure ${key}`, () => this.attempt(key, failures));
      if (waitMs === undefined) return;
      if (waitMs > 0) await new Promise<void>((resolve) => this.options.clock.after(waitMs, resolve));
    }
  }

  /** Sends a row once. After how long to try again; undefined: never. */
  private async attempt(key: string, failures: number): Promise<number | undefined> {
    const stored = await this.options.store.get(key).catch(() => undefined);
    if (!stored && !this.owners.has(key)) return this.forget(key);
    const row = this.rows.get(key);
    if (!row || row.refusal || this.isClosed) return undefined;
    if (row.faults >= faultsMax) return this.onRefused(key, new RefusalError(fault));
    if (!this.isConnected) return 0;
    const reply = await this.sendOnce(row);
    if (reply?.body.case === 'accepted') return this.onAccepted(key, reply.body.value);
    if (reply?.body.case !== 'refusal') return 0; // the connection broke: nobody knows
    const said = reply.body.value;
    if (said.code === RefusalCode.INTERNAL) await this.countFault(key);
    else if (!said.retryable) return this.onRefused(key, new RefusalError(said));
    return Number(said.data['retry_after_ms']) || backoffMs(failures + 1, this.options.random);
  }

  private async sendOnce(row: OutboxRow): Promise<Reply | undefined> {
    this.sending.add(row.key);
    try {
      if (row.attempts === 0) await this.update(row.key, { attempts: 1 });
      return await this.options.send(row);
    } catch {
      return undefined;
    } finally {
      this.sending.delete(row.key);
    }
  }

  private async onAccepted(key: string, accepted: Accepted): Promise<undefined> {
    await this.options.store.delete(key).catch(() => {});
    await this.options.untilSeen(accepted);
    this.forget(key, (owner) => owner.resolve(accepted));
    this.options.announce();
  }

  private async onRefused(key: string, error: RefusalError): Promise<undefined> {
    const row = this.rows.get(key);
    if (row && isWritten(row.body)) {
      await this.update(key, { refusal: error.refusal });
      this.owners.get(key)?.reject(error);
      this.owners.delete(key);
    } else {
      await this.drop(key, (owner) => owner.reject(error));
    }
    this.options.announce();
  }

  private async countFault(key: string): Promise<void> {
    await this.update(key, { faults: (this.rows.get(key)?.faults ?? 0) + 1 });
  }

  private async update(key: string, change: Partial<OutboxRow>): Promise<void> {
    const row = this.rows.get(key);
    if (!row) return;
    const changed = { ...row, ...change };
    this.rows.set(key, changed);
    this.options.onChange(this.list);
    await this.store(changed);
  }

  private async drop(key: string, tell: (owner: Owner) => void): Promise<void> {
    this.forget(key, tell);
    await this.options.store.delete(key).catch(() => {});
  }

  private forget(key: string, tell?: (owner: Owner) => void): undefined {
    const owner = this.owners.get(key);
    this.owners.delete(key);
    if (owner && tell) tell(owner);
    if (this.rows.delete(key)) this.options.onChange(this.list);
  }

  private replace(rows: readonly OutboxRow[]): void {
    const inOrder = [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));
    this.rows = new Map(inOrder.map((row) => [row.key, row]));
    this.options.onChange(this.list);
  }

  private wake(): void {
    for (const waker of this.wakers.splice(0)) waker();
  }
}

const fault = refusal(RefusalCode.INTERNAL, 'given up after three tries');

/** What a command that another one made needless is answered with. */
const nothing: Accepted = { firstSeq: 0, lastSeq: 0, repeated: false, privateRevision: 0 };
