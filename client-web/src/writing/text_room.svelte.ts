// What the page knows of a text that is open: the editor, what is unsent, who else is there. Made where the page has a
// place for the editor, and left when that goes; what is unsent then goes on its way without it.
import { untrack } from 'svelte';
import { client } from '../client.svelte';
import type { CopyCause, TextCopy } from '../keep/text_store';
import type { RoadmapPassage, Signal, TextCursor } from '../protocol/messages';
import { memberName } from '../pages/parts/names';
import { broughtBack } from './copies';
import { PlainHost } from './collab_text';
import { countedEdits } from './counted';
import { loseOther, othersField, seeOther } from './editor/others';
import { ViewHost, type ViewWords } from './editor/view';
import { goOnWithout, letGo, takeOver } from './leaving';
import { forgetLoose, holdCopy, joinedCopies, looseCopies } from './loose_copies';
import { OpenText, placeOf } from './open_text';

const tellEveryMs = 300;
const tellAgainMs = 15_000;
const goneAfterMs = 40_000; // somebody of whom nothing was heard
const shownAfterMs = 900; // what is sent sooner is not told as unsent

export class TextRoom {
  isBegun = $state(false);
  isOnline = $state(false);
  isSaved = $state(true);
  isUnsafe = $state(false);
  isLost = $state(false);
  /** Changes that are not saved and have not been for a moment. */
  unsaved = $state(0);
  couldWrite = $state(false);
  forbidden = $state<CopyCause>();
  copies = $state.raw<readonly TextCopy[]>([]);
  /** So many of them are in this page only. */
  looseCopies = $state(0);
  /** Others who write here, in the order in which they came; oneself in another tab among them. */
  writers = $state.raw<readonly number[]>([]);
  isTooLong = $state(false);
  /** Counts the changes of the log that were taken in: for what hangs on places of the text. */
  version = $state(0);

  readonly host: ViewHost;
  private readonly session = client.session;
  private open: OpenText | undefined;
  private readonly heardAtMs = new Map<number, number>();
  private toldAtMs = 0;
  private cancelTell: ReturnType<typeof setTimeout> | undefined;
  private cancelShow: ReturnType<typeof setTimeout> | undefined;
  private readonly beat: ReturnType<typeof setInterval>;
  private isOver = false;

  constructor(
    private readonly roadmapId: number,
    element: HTMLElement,
    words: ViewWords,
    private readonly events: { moved: () => void; openNote: (id: number) => void },
  ) {
    this.host = new ViewHost(element, words, {
      wrote: (change) => {
        this.isTooLong = false;
        this.open?.wrote(change);
      },
      moved: () => this.moved(),
      tooLong: () => queueMicrotask(() => (this.isTooLong = true)),
      openNote: (id) => this.events.openNote(id),
    });
    addEventListener('pagehide', this.onHidden);
    document.addEventListener('visibilitychange', this.onHidden);
    this.beat = setInterval(() => this.onBeat(), tellAgainMs);
    void this.begin();
  }

  get unsent(): number {
    return this.open?.unsentCount ?? 0;
  }

  /** Something of one's own is not in the log: whoever leaves now may never come back to it. */
  get holdsOwn(): boolean {
    return this.unsent > 0 || this.looseCopies > 0;
  }

  get text(): OpenText['text'] | undefined {
    return this.open?.text;
  }

  told(canWrite: boolean): void {
    if (canWrite) this.forbidden = undefined;
    this.couldWrite = canWrite;
    this.open?.sync.told(canWrite);
  }

  /** What is marked, as others can find it: at the version that this editor holds. */
  selection(): RoadmapPassage | undefined {
    const { text } = this;
    if (!text?.isBegun) return undefined;
    const { from, to } = this.markedOnScreen() ?? this.host.state.selection.main;
    return { version: text.version, from: text.loggedAt(from), to: text.loggedAt(to) };
  }

  /** Where a passage is now; undefined when too much has changed since. */
  shown({ version, from, to }: RoadmapPassage): { from: number; to: number } | undefined {
    const begin = this.text?.shownAt(version, from, 1);
    const end = this.text?.shownAt(version, to, -1);
    return begin === undefined || end === undefined ? undefined : { from: begin, to: Math.max(begin, end) };
  }

  async giveUp(copy: TextCopy): Promise<void> {
    await this.place()?.store?.dropCopy(copy.id).catch(() => {});
    forgetLoose(copy.id);
    this.countLoose();
    this.copies = this.copies.filter(({ id }) => id !== copy.id);
  }

  /** Puts what a copy holds into the text, as a change of its own. */
  bringBack(copy: TextCopy): void {
    const changes = broughtBack(copy, this.host.state.doc.toString());
    this.host.view.dispatch({ changes, userEvent: 'input.paste' });
  }

  leave(): void {
    this.isOver = true;
    removeEventListener('pagehide', this.onHidden);
    document.removeEventListener('visibilitychange', this.onHidden);
    clearInterval(this.beat);
    clearTimeout(this.cancelTell);
    clearTimeout(this.cancelShow);
    const { open } = this;
    if (open) this.tellCursor(true);
    const { state } = this.host;
    this.host.view.destroy();
    if (!open) return;
    const host = new PlainHost(open.text.host.extensions);
    host.state = state;
    open.leaveTo(host);
    const { session } = this;
    if (session) void (open.hasUnsent ? goOnWithout(session, open) : letGo(session, open));
  }

  private place() {
    return this.session && placeOf(this.session);
  }

  private readonly onHidden = () => this.open?.sync.journal.putDownNow();

  private async begin(): Promise<void> {
    const { session } = this;
    if (!session) return;
    await takeOver(this.roadmapId);
    const place = placeOf(session);
    const open = new OpenText(place, this.roadmapId, this.host, {
      changed: () => this.look(),
      copied: (copy, isKept) => {
        holdCopy(copy, isKept);
        this.copies = joinedCopies(this.copies, [copy]);
        this.countLoose();
      },
      forbidden: (cause) => (this.forbidden = cause),
      lost: () => (this.isLost = true),
    });
    await open.prepare().catch((error: unknown) => console.warn('ramure: a text could not be read from this device', error));
    if (this.isOver) return void open.stop();
    open.onSignal = (signal) => this.hear(signal);
    this.open = open;
    if (open.couldWrite !== undefined && !untrack(() => this.couldWrite)) this.couldWrite = open.couldWrite;
    session.texts.add(open);
    open.start();
    this.look();
    const kept = (await place.store?.copies(place.owner, this.roadmapId).catch(() => [])) ?? [];
    this.copies = joinedCopies(kept, looseCopies(place.owner, this.roadmapId), this.copies);
    this.countLoose();
  }

  private countLoose(): void {
    const place = this.place();
    this.looseCopies = place ? looseCopies(place.owner, this.roadmapId).length : 0;
  }

  private look(): void {
    const { open } = this;
    if (!open || this.isOver) return;
    this.isBegun = open.text.isBegun;
    this.isOnline = open.sync.isOpen;
    this.isUnsafe = open.sync.journal.isUnsafe;
    this.version = open.text.version;
    this.isSaved = open.unsentCount === 0;
    if (open.unsentCount === 0) this.showUnsaved();
    else if (!this.isOnline || this.unsaved > 0) this.showUnsaved();
    else this.cancelShow ??= setTimeout(() => this.showUnsaved(), shownAfterMs);
    if (!this.isOnline && this.writers.length > 0) this.forgetOthers();
  }

  private showUnsaved(): void {
    clearTimeout(this.cancelShow);
    this.cancelShow = undefined;
    this.unsaved = countedEdits(this.open?.text.unsent ?? []);
  }

  private moved(): void {
    if (!this.open || this.isOver) return;
    this.look();
    this.events.moved();
    const waitMs = this.toldAtMs + tellEveryMs - Date.now();
    this.cancelTell ??= setTimeout(() => this.tellCursor(), Math.max(0, waitMs));
  }

  private tellCursor(gone = false): void {
    clearTimeout(this.cancelTell);
    this.cancelTell = undefined;
    const { open } = this;
    if (!open?.text.isBegun || this.host.state.readOnly || !open.sync.isOpen) return;
    if (!gone && !this.host.view.hasFocus) return;
    this.toldAtMs = Date.now();
    const { anchor, head } = this.host.state.selection.main;
    const { editorId, version } = open.text;
    const at = { anchor: open.text.loggedAt(anchor), head: open.text.loggedAt(head) };
    this.session?.signal({ body: { case: 'textCursor', value: { roadmapId: this.roadmapId, editorId, version, ...at, gone } } });
  }

  private hear({ body }: Signal): void {
    if (body.case === 'textCursor' && body.value.roadmapId === this.roadmapId) this.see(body.value);
  }

  private see({ memberId, editorId, version, anchor, head, gone }: TextCursor): void {
    const { text } = this;
    if (!text || editorId === text.editorId) return;
    this.heardAtMs.set(editorId, Date.now());
    const at = [text.shownAt(version, anchor), text.shownAt(version, head)] as const;
    if (gone) this.host.view.dispatch({ effects: loseOther.of(editorId) });
    else if (at[0] !== undefined && at[1] !== undefined) {
      const name = memberName(client.state, memberId);
      this.host.view.dispatch({ effects: seeOther.of({ editorId, memberId, name, anchor: at[0], head: at[1] }) });
    }
    this.countWriters();
  }

  private onBeat(): void {
    const oldestMs = Date.now() - goneAfterMs;
    for (const [editorId, atMs] of this.heardAtMs) {
      if (atMs > oldestMs) continue;
      this.heardAtMs.delete(editorId);
      this.host.view.dispatch({ effects: loseOther.of(editorId) });
    }
    this.countWriters();
    this.tellCursor();
  }

  private forgetOthers(): void {
    const gone = [...this.host.state.field(othersField).keys()].map((id) => loseOther.of(id));
    this.heardAtMs.clear();
    queueMicrotask(() => {
      if (this.isOver) return;
      this.host.view.dispatch({ effects: gone });
      this.countWriters();
    });
  }

  private countWriters(): void {
    const members = [...this.host.state.field(othersField).values()].map(({ memberId }) => memberId);
    this.writers = [...new Set(members)];
  }

  /** Who only reads marks by the browser's own means, which the editor does not follow. */
  private markedOnScreen(): { from: number; to: number } | undefined {
    const { view, state } = this.host;
    const marked = document.getSelection();
    if (!state.readOnly || !marked || marked.rangeCount === 0) return undefined;
    const { startContainer, startOffset, endContainer, endOffset } = marked.getRangeAt(0);
    if (!view.contentDOM.contains(startContainer) || !view.contentDOM.contains(endContainer)) return undefined;
    return { from: view.posAtDOM(startContainer, startOffset), to: view.posAtDOM(endContainer, endOffset) };
  }
}
