// What one editor did, written down as it happens, so that a reload or a dead battery takes nothing away. Own changes go
// to disk at once, what others wrote a moment later; both in order, so that what is there is always how it was.
import type { Clock } from '../net/time';
import type { TextBase, TextKey, TextStep, TextStore } from '../keep/text_store';
import { forgetTailOf, keepTail } from '../keep/text_tail';

/** Steps after which everything is put down anew, so that opening stays quick. */
export const stepsMax = 400;
const gatheredMs = 400;

/** What follows one base. */
interface Segment {
  readonly base: TextBase;
  waiting: TextStep[]; // not on their way to the disk yet
  next: number; // number of the first of them
  onTheWay: TextStep[]; // to the disk: those before `next`
  isStrict: boolean; // something waits that must survive a loss of power
  readonly goesOn: boolean; // in the text of the base before
}

export class Journal {
  /** The disk is full or refuses: what is not sent is held by this page only. */
  isUnsafe: boolean;
  private segment: Segment | undefined;
  private before: Segment[] = []; // whose bases may be on disk still: the next one's is on its way
  private made = 0; // own changes since the base began, its unsent ones included
  private toldSent = 0; // so many of them may have been sent
  private chain: Promise<void> = Promise.resolve();
  private cancelLater: (() => void) | undefined;
  private holes = 0; // what was to be written behind one is not

  constructor(
    private readonly store: TextStore | undefined,
    private readonly clock: Clock,
    private readonly onUnsafe: () => void = () => {},
  ) {
    this.isUnsafe = store === undefined;
  }

  /** Goes on with what lies on disk. */
  resume(base: TextBase, steps: readonly TextStep[]): void {
    this.segment = { base, waiting: [], next: steps.length, onTheWay: [], isStrict: false, goesOn: false };
    this.made = base.unsent.length + steps.filter((step) => 'own' in step).length;
    this.toldSent = steps.reduce((sent, step) => ('sent' in step ? step.sent : sent), base.sent);
  }

  get steps(): number {
    return this.segment ? this.segment.next + this.segment.waiting.length : 0;
  }

  /** How many of the last `unsent` own changes may have been sent. */
  sentOf(unsent: number): number {
    return Math.max(0, this.toldSent - (this.made - unsent));
  }

  own(step: TextStep): void {
    this.made += 1;
    this.segment?.waiting.push(step);
    void this.flush(false);
  }

  entries(steps: readonly TextStep[]): void {
    this.segment?.waiting.push(...steps);
    this.cancelLater ??= this.clock.after(gatheredMs, () => void this.flush(false));
  }

  /** Before the first `count` of `unsent` own changes are sent: they are on disk, and known to have been sent. */
  async secure(unsent: number, count: number): Promise<void> {
    const sent = this.made - unsent + count;
    if (sent > this.toldSent) {
      this.toldSent = sent;
      this.segment?.waiting.push({ sent });
    }
    await this.flush(true);
  }

  /**
   * Puts everything down anew, after `first` and before what it returns; what another base had goes. `goesOn`: in the text
   * as it was, so that what is written from now on would also follow the base before.
   */
  async rewrite(made: TextBase, first: () => Promise<() => void> = async () => () => {}, goesOn = true): Promise<void> {
    const before = this.segment && keyOf(this.segment.base);
    // No two of one editor bear the same time: by it the steps that lie beside the disk know theirs.
    const base = { ...made, atMs: Math.max(made.atMs, (this.segment?.base.atMs ?? 0) + 1) };
    if (this.segment && this.store) this.before.push(this.segment);
    const segment: Segment = { base, waiting: [], next: 0, onTheWay: [], isStrict: false, goesOn };
    this.segment = segment;
    this.made = base.unsent.length;
    this.toldSent = base.sent;
    await this.enqueue(async (store) => {
      const then = await first();
      await store.begin(base, before);
      this.isOnDisk(segment);
      then();
    });
  }

  /** Resolves when what was done until now is on disk, or the disk has refused it. */
  async flush(isStrict = true): Promise<void> {
    this.cancelLater?.();
    this.cancelLater = undefined;
    const { segment } = this;
    if (segment && !this.store) segment.waiting = [];
    if (!segment || segment.waiting.length === 0) return this.chain;
    segment.isStrict ||= isStrict;
    // What is added until its turn comes goes with it: one who types faster than the disk writes waits for nothing.
    await this.enqueue(async (store) => {
      const { waiting, next, isStrict: isStrictNow } = segment;
      if (waiting.length === 0) return;
      segment.isStrict = false;
      segment.waiting = [];
      segment.next += waiting.length;
      segment.onTheWay = waiting;
      await store.append(keyOf(segment.base), next, waiting, isStrictNow);
      segment.onTheWay = [];
    });
  }

  /** The page is being hidden or closed: what is not on disk is put down at once, beside it. */
  putDownNow(): void {
    if (!this.segment || !this.store) return;
    const all = [...this.before, this.segment];
    for (const [i, segment] of all.entries()) {
      const steps = [...segment.onTheWay, ...segment.waiting];
      for (const later of all.slice(i + 1)) {
        if (!later.goesOn) break;
        // Nothing was sent of what is not on disk.
        steps.push(...[...later.onTheWay, ...later.waiting].filter((step) => !('sent' in step)));
      }
      if (steps.length > 0) keepTail(segment.base, segment.next - segment.onTheWay.length, steps);
      else forgetTailOf(segment.base);
    }
  }

  /** Its base has taken the place of those before. */
  private isOnDisk(segment: Segment): void {
    const all = this.segment ? [...this.before, this.segment] : this.before;
    const at = all.indexOf(segment);
    for (const each of all.slice(0, Math.max(0, at))) forgetTailOf(each.base);
    if (at >= 0) this.before = this.before.slice(at);
  }

  async drop(): Promise<void> {
    const { segment } = this;
    this.segment = undefined;
    this.cancelLater?.();
    for (const each of [...this.before, ...(segment ? [segment] : [])]) forgetTailOf(each.base);
    this.before = [];
    if (segment) await this.enqueue((store) => store.drop(keyOf(segment.base)));
  }

  private enqueue(work: (store: TextStore) => Promise<void>): Promise<void> {
    const { store, holes } = this;
    if (!store) return Promise.resolve();
    this.chain = this.chain.then(async () => {
      if (holes !== this.holes) return;
      try {
        await work(store);
      } catch (error) {
        // What follows a hole would be replayed on another text: nothing more is written until all is put down anew.
        console.warn('ramure: a text could not be kept on this device', error);
        this.holes += 1;
        // What was put down beside it when the page was hidden, too: it is sent from here without the disk knowing.
        for (const each of [...this.before, ...(this.segment ? [this.segment] : [])]) forgetTailOf(each.base);
        if (this.segment) await store.drop(keyOf(this.segment.base)).catch(() => {});
        this.segment = undefined;
        this.before = [];
        this.isUnsafe = true;
        this.onUnsafe();
      }
    });
    return this.chain;
  }
}

export const keyOf = ({ owner, roadmapId, editorId }: TextBase): TextKey => [owner, roadmapId, editorId];
