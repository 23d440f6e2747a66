// Keeps one editor and the log together: opens the text on the connection, takes in what comes, sends what was written,
// writes down both. One loop does it all, so that there is at most one push on its way.
//
// Promises:
// 1. A change is on disk before it is sent; if the disk refuses, it is sent all the same.
// 2. A push whose answer is lost is sent again, from wherever the editor then is: the log knows what it has of it.
// 3. What cannot be put into the log is kept as a copy before the editor lets go of it.
// 4. What others wrote waits, for a moment, until a letter that is being composed is whole.
import { RefusalCode, type Refusal, type Reply, type TextChange, type TextDelivery, type TextOpened } from '../protocol/messages';
import type { RequestBody } from '../net/requests';
import { backoffMs, type Clock } from '../net/time';
import { ownWordsOf, type CopyCause, type TextBase, type TextCopy, type TextStep, type TextStore } from '../keep/text_store';
import { toWire } from './changes';
import { type CollabText, newEditorId } from './collab_text';
import { copyOf } from './copies';
import { HeldBack } from './held_back';
import { Journal, stepsMax } from './journal';
import { LateWork } from './late_work';

export interface TextPort {
  readonly isOpen: boolean;
  /** Rejects when the connection breaks before the answer. */
  request(body: RequestBody): Promise<Reply>;
}

export interface SyncEvents {
  /** What is unsent, unsafe or shown has changed. */
  changed(): void;
  /** The text was not put into the log, but made a copy of. `isKept`: it is on disk; else whoever hears this holds it alone. */
  copied(copy: TextCopy, isKept: boolean): void;
  /** One may not write any more. */
  forbidden(cause: CopyCause): void;
  /** One may not read it any more: nothing of it is left here. */
  lost(): void;
}

export interface SyncOptions {
  readonly owner: string;
  readonly roadmapId: number;
  readonly text: CollabText;
  readonly port: TextPort;
  readonly store: TextStore | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  readonly events: SyncEvents;
  /** Before it is put down under another number, so that no other tab takes it up; what is returned, after. */
  readonly began: (base: TextBase) => Promise<() => void>;
}

const faultsMax = 3;
const confirmedWithinMs = 10_000; // how long what was accepted may take to come back
const copyCauses: readonly string[] = ['epoch', 'ahead', 'diverged', 'rights', 'archived', 'frozen'];

export class TextSync {
  canWrite = false; // as it was told last: kept with the text
  readonly journal: Journal;
  private stage: 'closed' | 'opening' | 'open' | 'over' = 'closed';
  private connections = 0; // what was begun on another one is over
  private arrived: TextDelivery[] = []; // while it is being opened
  private readonly heldBack: HeldBack;
  private failures = 0;
  private faults = 0;
  private copied = 0; // so many unsent changes are in a copy
  private copiedBecause: CopyCause = 'refused';
  private late: LateWork | undefined;
  private wakers: (() => void)[] = [];
  private running: Promise<void> | undefined;

  constructor(private readonly options: SyncOptions) {
    this.journal = new Journal(options.store, options.clock, () => options.events.changed());
    this.heldBack = new HeldBack(options.clock, options.text, (deliveries) => this.take(deliveries));
  }

  get isOpen(): boolean {
    return this.stage === 'open';
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Lets go; what is unsent is on disk. */
  async stop(): Promise<void> {
    const wasOpen = this.stage === 'open';
    this.stage = 'over';
    this.wake();
    if (wasOpen && this.options.port.isOpen) {
      const { roadmapId } = this.options;
      this.options.port.request({ case: 'closeText', value: { roadmapId } }).catch(() => {});
    }
    await this.journal.flush();
  }

  connected(isOpen: boolean): void {
    if (this.stage === 'over') return;
    this.connections += 1;
    this.stage = 'closed';
    this.arrived = [];
    if (isOpen) this.wake();
    this.options.events.changed();
  }

  delivered(deliveries: readonly TextDelivery[]): void {
    const ours = deliveries.filter(({ roadmapId }) => roadmapId === this.options.roadmapId);
    if (ours.length === 0) return;
    if (this.stage === 'open') this.heldBack.add(ours);
    else if (this.stage === 'opening') this.arrived.push(...ours);
  }

  /** Something was written: `change`, as it was put into the text. */
  wrote(change: TextChange): void {
    this.journal.own({ own: change });
    this.options.events.changed();
    this.wake();
  }

  /** Whether one may write, as the page was told. */
  told(canWrite: boolean): void {
    if (this.canWrite === canWrite) return;
    this.canWrite = canWrite;
    if (this.options.text.isBegun && this.late === undefined) void this.journal.rewrite(this.base());
  }

  /** Resolves when nothing is unsent. */
  async settled(): Promise<void> {
    while (this.stage !== 'over' && (this.stage !== 'open' || this.options.text.unsentCount > 0)) await this.woken();
  }

  private async run(): Promise<void> {
    while (!this.isOver()) {
      const { connections } = this;
      try {
        await this.doNext();
      } catch (error) {
        console.error('ramure: a shared text', error);
        if (!this.isOver()) this.stage = 'closed';
        await this.pause(this.nextPauseMs());
      }
      if (connections !== this.connections && this.options.port.isOpen) await this.pause(0);
    }
  }

  private async doNext(): Promise<void> {
    const { port, text } = this.options;
    if (!port.isOpen) return this.woken();
    if (this.stage !== 'open') return this.open();
    if (text.isDiverged) return this.giveUp('diverged');
    return text.unsentCount === 0 ? this.woken() : this.push();
  }

  private async open(): Promise<void> {
    const { port, text, roadmapId } = this.options;
    const { connections } = this;
    this.stage = 'opening';
    this.arrived = [];
    this.heldBack.forget();
    const canGoOn = text.isBegun && this.copied === 0 && this.late === undefined;
    const value = { roadmapId, fromVersion: canGoOn ? text.version : 0, epoch: canGoOn ? text.epoch : '' };
    const reply = await port.request({ case: 'openText', value }).catch(() => undefined);
    if (connections !== this.connections || this.isOver()) return;
    if (reply?.body.case === 'refusal') return this.onRefused(reply.body.value);
    if (reply?.body.case !== 'textOpened') return this.pause(this.nextPauseMs());
    await this.onOpened(reply.body.value, connections);
  }

  private async onOpened(opened: TextOpened, connections: number): Promise<void> {
    const { text } = this.options;
    if (!opened.hasText) return this.joined();
    const isOther = text.isBegun && opened.epoch !== text.epoch;
    if (text.unsentCount > this.copied && !isOther && this.copied === 0) {
      if (!(await this.bringLate(connections))) return;
    }
    // What is written meanwhile goes into the copy, too.
    while (text.unsentCount > this.copied && this.late === undefined) await this.keepCopy(isOther ? 'epoch' : this.copiedBecause);
    if (connections !== this.connections || this.isOver()) return;
    await this.beginAnew(opened);
    if (connections === this.connections && !this.isOver()) this.joined();
  }

  private joined(): void {
    this.stage = 'open';
    this.failures = 0;
    this.heldBack.add(this.arrived.splice(0));
    this.options.events.changed();
  }

  private async beginAnew({ version, text, epoch }: TextOpened): Promise<void> {
    this.late = undefined;
    this.copied = 0;
    this.options.text.begin({ version, text, epoch, editorId: newEditorId() });
    await this.begun();
  }

  /** The text has begun under a new number. */
  async begun(): Promise<void> {
    const base = this.base();
    await this.journal.rewrite(base, () => this.options.began(base), false);
  }

  /** As it is now, to go on from. */
  base(): TextBase {
    const { owner, roadmapId, text, clock } = this.options;
    const { epoch, editorId, version, unsent } = text;
    const sent = this.journal.sentOf(unsent.length);
    const base = { owner, roadmapId, editorId, epoch, version, text: text.confirmed.toString() };
    return { ...base, unsent: unsent.map(toWire), sent, canWrite: this.canWrite, atMs: clock.now() };
  }

  private take(deliveries: readonly TextDelivery[]): void {
    const { text, events } = this.options;
    if (this.isOver()) return;
    const taken = text.take(deliveries);
    if (taken.length === 0) return;
    const steps = taken.map(({ version, authorId, editorId, change }): TextStep => ({ entry: { version, authorId, editorId, change } }));
    this.journal.entries(steps);
    if (this.journal.steps > stepsMax) void this.journal.rewrite(this.base());
    events.changed();
    this.wake();
  }

  private async push(): Promise<void> {
    const { port, text, roadmapId } = this.options;
    const { connections } = this;
    if (this.journal.isUnsafe && this.options.store) await this.tryDiskAgain();
    await this.journal.secure(text.unsentCount, text.push().changes.length);
    if (connections !== this.connections || this.stage !== 'open') return;
    // While they were put down others moved them, or confirmed some: those that are on disk go, as they are now.
    const push = text.push();
    const changes = push.changes.slice(0, this.journal.sentOf(text.unsentCount));
    if (changes.length === 0) return;
    const value = { roadmapId, epoch: text.epoch, push: { ...push, changes } };
    const reply = await port.request(commandOf(value)).catch(() => undefined);
    if (connections !== this.connections || this.isOver()) return;
    if (reply?.body.case === 'refusal') return this.onRefused(reply.body.value);
    if (reply?.body.case !== 'accepted') return this.pause(this.nextPauseMs());
    this.failures = 0;
    this.faults = 0;
    await this.untilVersion(reply.body.value.text?.version ?? 0, confirmedWithinMs);
  }

  /** The log went on further than is delivered, and takes late changes all the same. False: not now. */
  private async bringLate(connections: number): Promise<boolean> {
    const { port, text, roadmapId, events } = this.options;
    this.late ??= new LateWork(this.base());
    for (;;) {
      const push = this.late.push(text.unsent);
      const base = this.late.base(this.base());
      await this.journal.rewrite(base, () => this.options.began(base));
      const value = { roadmapId, epoch: text.epoch, push };
      const reply = await port.request(commandOf(value)).catch(() => undefined);
      if (connections !== this.connections || this.isOver()) return false;
      const refusal = reply?.body.case === 'refusal' ? reply.body.value : undefined;
      if (refusal?.retryable) {
        await this.onRefused(refusal);
        return false;
      }
      const taken = reply?.body.case === 'accepted' ? reply.body.value.text : undefined;
      if (taken && taken.left === 0 && this.late.isWhole(text.unsentCount)) return true;
      if (taken && taken.left === 0) continue; // more was written meanwhile
      if (!reply) {
        await this.pause(this.nextPauseMs());
        return false;
      }
      this.late = undefined;
      if (refusal?.code === RefusalCode.FORBIDDEN) events.forbidden(causeOf(refusal, 'rights'));
      await this.giveUp(refusal ? causeOf(refusal, 'late') : 'late');
      return false;
    }
  }

  private async onRefused(refusal: Refusal): Promise<void> {
    const { text, events } = this.options;
    const { code, data } = refusal;
    if (code === RefusalCode.NOT_FOUND) return this.lose();
    if (code === RefusalCode.CONFLICT && data['cause'] === 'behind' && this.failures < faultsMax) {
      this.failures += 1;
      return this.untilVersion(Math.max(text.version + 1, Number(data['version']) || 0), this.nextPauseMs());
    }
    const isForLater = code === RefusalCode.INTERNAL ? ++this.faults < faultsMax : refusal.retryable;
    if (isForLater || this.stage !== 'open') {
      if (this.stage === 'opening') this.stage = 'closed';
      return this.pause(Number(data['retry_after_ms']) || this.nextPauseMs());
    }
    this.faults = 0;
    const cause = causeOf(refusal, 'refused');
    if (code === RefusalCode.FORBIDDEN) events.forbidden(cause);
    await this.giveUp(cause);
  }

  /** Keeps a copy of what is not in the log, and begins anew from it. */
  private async giveUp(cause: CopyCause): Promise<void> {
    const { connections } = this;
    if (this.options.text.unsentCount > 0 || this.options.text.isDiverged) await this.keepCopy(cause);
    if (connections === this.connections && this.stage !== 'over') this.stage = 'closed';
    this.copied = Math.max(1, this.copied);
  }

  private async keepCopy(cause: CopyCause): Promise<void> {
    const { text, owner, roadmapId, clock, store, events } = this.options;
    const copy = copyOf(text, { owner, roadmapId, cause, atMs: clock.now() });
    this.copied = text.unsentCount;
    this.copiedBecause = cause;
    let isKept = true;
    try {
      if (!store) throw new Error('this browser keeps nothing');
      await store.keepCopy(copy);
    } catch (error) {
      console.warn('ramure: a copy could not be kept on this device', error);
      this.journal.isUnsafe = true;
      isKept = false;
    }
    events.copied(copy, isKept);
  }

  private async lose(): Promise<void> {
    if (this.options.text.unsentCount > 0) await this.keepCopy('unreadable');
    await this.stripCopies();
    this.stage = 'over';
    await this.journal.drop();
    this.wake();
    this.options.events.lost();
  }

  /** Of earlier copies only what was written is kept, too. */
  private async stripCopies(): Promise<void> {
    const { store, owner, roadmapId, events } = this.options;
    try {
      for (const copy of (await store?.copies(owner, roadmapId)) ?? []) {
        if (copy.base === '') continue;
        const stripped = ownWordsOf(copy);
        await store?.keepCopy(stripped);
        events.copied(stripped, true);
      }
    } catch (error) {
      console.warn('ramure: copies could not be taken out of their text', error);
    }
  }

  private async tryDiskAgain(): Promise<void> {
    this.journal.isUnsafe = false;
    await this.journal.rewrite(this.base());
    this.options.events.changed();
  }

  private isOver(): boolean {
    return this.stage === 'over';
  }

  private nextPauseMs(): number {
    return backoffMs(++this.failures, this.options.random);
  }

  /** Wakes whoever waits: after every change of what they wait for. */
  private wake(): void {
    for (const waker of this.wakers.splice(0)) waker();
  }

  private woken(): Promise<void> {
    return this.stage === 'over' ? Promise.resolve() : new Promise((resolve) => this.wakers.push(resolve));
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.options.clock.after(ms, resolve));
  }

  private async untilVersion(version: number, withinMs: number): Promise<void> {
    const { connections } = this;
    let isLate = false;
    const cancel = this.options.clock.after(withinMs, () => {
      isLate = true;
      this.wake();
    });
    while (this.options.text.version < version && connections === this.connections && !isLate && this.stage === 'open') await this.woken();
    cancel();
    if (isLate && connections === this.connections && this.stage === 'open') this.stage = 'closed'; // something was not delivered
  }
}

const commandOf = (value: object): RequestBody => ({ case: 'command', value: { body: { case: 'pushText', value } } }) as RequestBody;

function causeOf({ code, data }: Refusal, otherwise: CopyCause): CopyCause {
  const cause = data['cause'] ?? '';
  if (code === RefusalCode.NOT_FOUND) return 'unreadable';
  return copyCauses.includes(cause) ? (cause as CopyCause) : otherwise;
}
