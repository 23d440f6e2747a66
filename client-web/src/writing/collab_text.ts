// One open editor of a shared text, as far as the text goes: what it holds of the log, and what was written in it and is
// not known to be there. Pure: no DOM, no network. What is sent when is text_sync.ts.
//
//   const text = new CollabText(7, new PlainHost());
//   text.begin({ version: 310, text: 'Bilan', epoch: 'a', editorId: newEditorId() });
//   text.take([delivery]);          // in order, each once; what it knows already is left out
//   const push = text.push();       // all that is not confirmed, as much as fits
//
// Promises:
// 1. Each change of the log is handed to `receiveUpdates` in a call of its own: several at once are composed there, and
//    texts drift apart silently.
// 2. An entry is one's own when author and editor are.
// 3. `confirmed` is the text of the log at `version`; with nothing unsent it is the text, or `isDiverged` says so.
import { type ChangeSet, EditorState, Text, type Extension, type Transaction } from '@codemirror/state';
import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from '@codemirror/collab';
import type { TextChange, TextDelivery, TextEntry } from '../protocol/messages';
import { bytesOf, bytesOfPushMax, changesOfPushMax, fromWire, toWire } from './changes';

/** What holds the state: a view on the page, or nothing but the state. */
export interface Host {
  readonly state: EditorState;
  /** Applies transactions that follow one another. */
  apply(transactions: readonly Transaction[]): void;
  /** A letter is being composed (a dead key, a word on a phone): a change beside it now would break it off. */
  readonly isComposing: boolean;
  /** Begins anew: with another text, or with the same one held by another editor. */
  reset(state: EditorState): void;
  /** What a state needs besides. */
  readonly extensions: Extension;
}

export class PlainHost implements Host {
  state = EditorState.create();
  isComposing = false;
  constructor(readonly extensions: Extension = []) {}
  apply(transactions: readonly Transaction[]): void {
    this.state = transactions.at(-1)?.state ?? this.state;
  }
  reset(state: EditorState): void {
    this.state = state;
  }
}

export interface Beginning {
  readonly version: number;
  readonly text: string;
  readonly epoch: string;
  readonly editorId: number;
}

/** At random, below 2^53. */
export function newEditorId(): number {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2));
  return (high! % 2 ** 21) * 2 ** 32 + low! || 1;
}

/** Changes that are held, so that a place of a version before can be told of the one in force. */
const recentMax = 500;

export class CollabText {
  epoch = '';
  editorId = 0;
  isDiverged = false;
  private log = Text.empty;
  private recent: ChangeSet[] = []; // the last ones, up to `version`
  private hasBegun = false;

  constructor(
    readonly authorId: number,
    public host: Host,
  ) {}

  get isBegun(): boolean {
    return this.hasBegun;
  }

  isOwn({ entry }: Pick<TextDelivery, 'entry'>): boolean {
    return entry?.authorId === this.authorId && entry.editorId === this.editorId;
  }

  /** Of the log: the last change that was taken in. */
  get version(): number {
    return this.hasBegun ? getSyncedVersion(this.host.state) : 0;
  }

  /** What is before the eyes of who writes. */
  get text(): string {
    return this.host.state.doc.toString();
  }

  /** The text of the log at `version`. */
  get confirmed(): Text {
    return this.log;
  }

  /** What was written since `version`, in order. */
  get unsent(): readonly ChangeSet[] {
    return this.hasBegun ? sendableUpdates(this.host.state).map(({ changes }) => changes) : [];
  }

  get unsentCount(): number {
    return this.hasBegun ? sendableUpdates(this.host.state).length : 0;
  }

  begin({ version, text, epoch, editorId }: Beginning): void {
    this.epoch = epoch;
    this.editorId = editorId;
    this.isDiverged = false;
    this.hasBegun = true;
    const state = EditorState.create({
      doc: Text.of(text.split('\n')),
      extensions: [collab({ startVersion: version, clientID: this.nameOf(this.authorId, editorId) }), this.host.extensions],
    });
    this.log = state.doc;
    this.recent = [];
    this.host.reset(state);
  }

  /** A change that was written before, by this editor, and is not confirmed. */
  write(change: TextChange): void {
    this.host.apply([this.host.state.update({ changes: fromWire(change), filter: false })]);
  }

  /**
   * Changes of the log, in order. What is known already is left out; what does not follow is not taken.
   * @returns those that were taken in.
   */
  take(deliveries: readonly Pick<TextDelivery, 'entry'>[]): readonly TextEntry[] {
    const transactions: Transaction[] = [];
    const taken: TextEntry[] = [];
    let { state } = this.host;
    try {
      for (const { entry } of deliveries) {
        if (!entry?.change || entry.version !== getSyncedVersion(state) + 1) continue;
        const changes = fromWire(entry.change);
        const after = changes.apply(this.log);
        const transaction = receiveUpdates(state, [{ changes, clientID: this.nameOf(entry.authorId, entry.editorId) }]);
        this.log = after;
        this.recent.push(changes);
        state = transaction.state;
        transactions.push(transaction);
        taken.push(entry);
      }
    } catch (error) {
      console.error('ramure: a change does not fit the text', error);
      this.isDiverged = true;
    }
    this.recent = this.recent.slice(-recentMax);
    if (transactions.length > 0) this.host.apply(transactions);
    this.isDiverged ||= this.unsentCount === 0 && !this.host.state.doc.eq(this.log);
    return taken;
  }

  /** A place of the log's text at some version, in the text before one's eyes. undefined: that version is too far. */
  shownAt(version: number, position: number, side = 1): number | undefined {
    const since = this.version - version;
    if (since < 0 || since > this.recent.length) return undefined;
    const way = [...this.recent.slice(this.recent.length - since), ...this.unsent];
    const first = way[0]?.length ?? this.host.state.doc.length;
    return way.reduce((at, change) => change.mapPos(at, side), Math.min(position, first));
  }

  /** A place in the text before one's eyes, in the log's text at `version`: where it is, or where it would come. */
  loggedAt(position: number): number {
    return this.unsent.reduceRight((at, change) => change.invertedDesc.mapPos(at), position);
  }

  /** What is not confirmed, from its base on: all of it, or as much as a push may hold. */
  push(): { readonly editorId: number; readonly baseVersion: number; readonly changes: readonly TextChange[] } {
    const changes: TextChange[] = [];
    let bytes = 0;
    for (const change of this.unsent.slice(0, changesOfPushMax)) {
      bytes += bytesOf(change);
      if (bytes > bytesOfPushMax && changes.length > 0) break;
      changes.push(toWire(change));
    }
    return { editorId: this.editorId, baseVersion: this.version, changes };
  }

  private nameOf(authorId: number, editorId: number): string {
    return `${authorId}:${editorId}`;
  }
}
