// A text that is open on a page: the editor that is taken up from this device or begun, and what earlier editors of it
// have left unsent here, which is brought in before.
//
// Of two tabs each is an editor of its own; which one goes on with what lies on disk is settled by a lock that is held
// as long as the tab lives.
import type { Session, TextListener } from '../client/session';
import { databaseTexts, hasUnsent, type CopyCause, type TextBase, type TextCopy, type TextStep, type TextStore } from '../keep/text_store';
import type { Locks } from '../keep/locks';
import type { Clock } from '../net/time';
import type { Signal, TextChange, TextDelivery } from '../protocol/messages';
import { CollabText, newEditorId, PlainHost, type Host } from './collab_text';
import { keyOf } from './journal';
import { TextSync, type TextPort } from './text_sync';

export interface TextPlace {
  readonly owner: string; // "vallees/31"
  readonly memberId: number;
  readonly port: TextPort;
  readonly store: TextStore | undefined;
  readonly locks: Locks;
  readonly clock: Clock;
  readonly random: () => number;
}

export interface TextEvents {
  changed(): void;
  copied(copy: TextCopy, isKept: boolean): void;
  forbidden(cause: CopyCause): void;
  lost(): void;
}

interface Left {
  readonly base: TextBase;
  readonly steps: readonly TextStep[];
  readonly hold: Hold;
}

/** The lock on what one editor has on disk: under its number, which changes. */
class Hold {
  constructor(
    private readonly locks: Locks,
    private release: () => void = () => {},
  ) {}

  static async claim(locks: Locks, base: TextBase, patienceMs: number): Promise<Hold | undefined> {
    const release = await locks.claim(lockOf(base), patienceMs);
    return release && new Hold(locks, release);
  }

  /** @returns what lets go of the number before: when nothing lies on disk under it any more. */
  async moveTo(base: TextBase): Promise<() => void> {
    const release = await this.locks.claim(lockOf(base));
    if (!release) return () => {}; // it is held already
    const before = this.release;
    this.release = release;
    return before;
  }

  end(): void {
    this.release();
    this.release = () => {};
  }
}

const lockOf = ({ owner, roadmapId, editorId }: TextBase) => `ramure text ${owner} ${roadmapId} ${editorId}`;

export class OpenText implements TextListener {
  readonly text: CollabText;
  readonly sync: TextSync;
  /** Whether one might write when this device was last told; undefined: never. */
  couldWrite: boolean | undefined;
  onSignal: (signal: Signal) => void = () => {};
  private active: TextSync | undefined;
  private before: Left[] = [];
  private hold: Hold;
  private isOver = false;

  constructor(
    private readonly place: TextPlace,
    readonly roadmapId: number,
    host: Host,
    private events: TextEvents,
  ) {
    this.text = new CollabText(place.memberId, host);
    this.hold = new Hold(place.locks);
    this.sync = this.syncOf(this.text, events, (base) => this.hold.moveTo(base));
  }

  /** Takes up what this device has of it. The text may not have begun then: it comes with the connection. */
  async prepare(patienceMs = 2_000): Promise<void> {
    const { store, owner } = this.place;
    if (!store) return;
    const bases = (await store.bases(owner)).filter(({ roadmapId }) => roadmapId === this.roadmapId);
    const left: Left[] = [];
    for (const base of bases) {
      // Only what is unsent is waited for: the tab that wrote it may have been closed a moment ago.
      const isWanted = hasUnsent(base, await store.steps(keyOf(base)));
      const hold = await Hold.claim(this.place.locks, base, isWanted ? patienceMs : 0);
      const now = hold && (await store.bases(owner)).find((each) => lockOf(each) === lockOf(base));
      if (now) await store.takeTail(keyOf(now));
      if (hold && now) left.push({ base: now, steps: await store.steps(keyOf(now)), hold });
      else hold?.end();
    }
    const unsent = left.filter(({ base, steps }) => hasUnsent(base, steps));
    const own = unsent[0] ?? left[0];
    this.before = unsent.filter((each) => each !== own);
    for (const each of left) {
      if (each === own || this.before.includes(each)) continue;
      await store.drop(keyOf(each.base));
      each.hold.end();
    }
    if (own) this.resume(own);
    else if (bases[0]) this.borrow(bases[0], await store.steps(keyOf(bases[0])));
  }

  /** From now on it follows the log. */
  start(): void {
    void this.work();
  }

  connected(isOpen: boolean): void {
    this.active?.connected(isOpen);
    if (this.active !== this.sync) this.events.changed();
  }

  changed(deliveries: readonly TextDelivery[]): void {
    this.active?.delivered(deliveries);
  }

  signal(signal: Signal): void {
    this.onSignal(signal);
  }

  wrote(change: TextChange): void {
    this.sync.wrote(change);
  }

  get unsentCount(): number {
    return this.text.unsentCount;
  }

  /** Also what earlier editors have left. */
  get hasUnsent(): boolean {
    return this.unsentCount > 0 || this.before.length > 0;
  }

  /** The page is gone: what is unsent goes on its way without it. */
  leaveTo(host: Host): void {
    this.text.host = host;
    this.onSignal = () => {};
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await this.active?.stop();
    await this.sync.stop();
    for (const each of this.before) each.hold.end();
    this.hold.end();
  }

  private async work(): Promise<void> {
    const { store } = this.place;
    for (let each = this.before[0]; each; each = this.before[0]) {
      const text = new CollabText(this.place.memberId, new PlainHost());
      replay(text, each.base, each.steps);
      const sync = this.syncOf(text, { ...this.events, changed: () => {}, lost: () => {} }, (base) => each.hold.moveTo(base));
      sync.journal.resume(each.base, each.steps);
      this.activate(sync);
      await sync.settled();
      await sync.stop();
      if (this.isOver) return;
      await sync.journal.drop();
      await store?.drop(keyOf(each.base));
      each.hold.end();
      this.before.shift();
    }
    this.activate(this.sync);
  }

  private activate(sync: TextSync): void {
    if (this.isOver) return;
    this.active = sync;
    sync.connected(this.place.port.isOpen);
    sync.start();
  }

  private syncOf(text: CollabText, events: TextEvents, began: (base: TextBase) => Promise<() => void>): TextSync {
    const { owner, port, store, clock, random } = this.place;
    return new TextSync({ owner, roadmapId: this.roadmapId, text, port, store, clock, random, events, began });
  }

  private resume({ base, steps, hold }: Left): void {
    this.hold = hold;
    this.couldWrite = base.canWrite;
    this.sync.canWrite = base.canWrite;
    replay(this.text, base, steps);
    this.sync.journal.resume(base, steps);
  }

  /** Another tab has it: this one begins with what is known to be in the log. */
  private borrow(base: TextBase, steps: readonly TextStep[]): void {
    const other = new CollabText(this.place.memberId, new PlainHost());
    replay(other, base, steps);
    this.couldWrite = base.canWrite;
    this.sync.canWrite = base.canWrite;
    const { version, confirmed, epoch } = other;
    this.text.begin({ version, text: confirmed.toString(), epoch, editorId: newEditorId() });
    void this.sync.begun();
  }
}

/** The editor as it was. Shown when it is whole: on the page nobody has to watch it being written again. */
function replay(text: CollabText, base: TextBase, steps: readonly TextStep[]): void {
  const { host } = text;
  const plain = new PlainHost(host.extensions);
  text.host = plain;
  text.begin(base);
  for (const change of base.unsent) text.write(change);
  for (const step of steps) {
    if ('own' in step) text.write(step.own);
    else if ('entry' in step) text.take([{ entry: { ...step.entry, atMs: 0 } }]);
  }
  text.host = host;
  host.reset(plain.state);
}

/** Whether this device keeps own words that are not in the text: in a copy, or in what becomes one when the text is lost. */
export async function keepsOwnWords({ store, owner }: Pick<TextPlace, 'store' | 'owner'>, roadmapId: number): Promise<boolean> {
  if (!store) return false;
  // In this order: a copy is kept before the editor that it comes of goes.
  for (const base of await store.bases(owner)) {
    if (base.roadmapId === roadmapId && hasUnsent(base, await store.steps(keyOf(base)))) return true;
  }
  return (await store.copies(owner, roadmapId)).length > 0;
}

/** Where a text is opened from on the page. Without the browser's locks nothing is kept that two tabs could take up. */
export function placeOf(session: Session): TextPlace {
  const { database, locks, clock, random } = session.options;
  const { me, community } = session.state;
  return {
    owner: `${community.slug}/${me.id}`,
    memberId: me.id,
    port: {
      get isOpen() {
        return session.connection.isOpen;
      },
      request: (body) => session.connection.requests.request(body),
    },
    store: database && locks.areReal ? databaseTexts(database) : undefined,
    locks,
    clock,
    random,
  };
}
