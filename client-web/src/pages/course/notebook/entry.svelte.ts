// One entry of the notebook while it is written: saved as drafts are, a moment after the last key and when the page is left.
// What is typed is put down on this device with each key, and stays there until the server has taken it.
// The last writer wins; what comes from another device replaces only what was not touched here.
import { untrack } from 'svelte';
import { client } from '../../../client.svelte';
import { sendCourse } from '../../../client/course';
import { forgetTyped, keepTyped, typedSince } from '../../../keep/typed';
import { keyBytes } from '../../../protocol/key';
import { byteLength } from '../../../protocol/limits';
import { courseLimits } from '../limits';
import { entryPlace, leftOf } from './left';

const quietMs = 1_200; // after the last key

export class EntryText {
  text = $state('');
  gatheringId = $state(0);
  isUnsaved = $state(false);
  /** When the server last took it; 0: it holds nothing of it. */
  savedAtMs = $derived.by(() => (this.stored?.text ? this.stored.editedAtMs : 0));
  /** Why it was not taken the last time. */
  failure = $state.raw<unknown>();
  isTooLong = $derived.by(() => byteLength(this.text) > courseLimits.notebookTextBytesMax);

  private readonly stored = $derived.by(() => client.state.mine.notebook.get(this.key));
  private readonly place: string;
  private isTouched = false;
  private isGone = false;
  private saves = 0; // an answer counts for the last one only
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `gatheringId`: of a new entry. */
  constructor(
    readonly key: string,
    gatheringId: number,
  ) {
    this.place = entryPlace(key);
    const left = leftOf(key, this.stored); // it was typed, and never taken
    this.text = left ?? this.stored?.text ?? '';
    this.gatheringId = this.stored?.gatheringId || gatheringId;
    if (left !== undefined) this.touched();
    $effect(() => {
      const { text, gatheringId: about } = this.stored ?? { text: '', gatheringId: 0 };
      if (!this.stored || this.isTouched) return;
      untrack(() => {
        this.text = text;
        this.gatheringId = about;
      });
    });
    $effect(() => {
      addEventListener('pagehide', this.hide);
      document.addEventListener('visibilitychange', this.hide);
      return () => {
        removeEventListener('pagehide', this.hide);
        document.removeEventListener('visibilitychange', this.hide);
        this.save();
      };
    });
  }

  /** To be called when a key was struck, or another gathering chosen. */
  touched(): void {
    this.isTouched = true;
    this.isUnsaved = true;
    keepTyped(this.place, { text: this.text, atMs: client.serverNow() }); // by the clock by which it is saved
    clearTimeout(this.timer);
    this.timer = setTimeout(this.save, quietMs);
  }

  save = (): void => {
    clearTimeout(this.timer);
    if (!this.isTouched || this.isGone || this.isTooLong) return;
    const { text: typed } = this;
    if (typed.trim() === '' && !this.stored?.text && this.saves === 0) return forgetTyped(this.place); // nothing was begun
    this.isTouched = false;
    this.failure = undefined;
    const save = ++this.saves;
    const entry = { entryKey: keyBytes(this.key), text: typed.trim(), gatheringId: this.gatheringId };
    sendCourse('saveNotebookEntry', { entry }).then(
      () => {
        if (this.isTouched || save !== this.saves) return;
        this.isUnsaved = false;
        if (typedSince(this.place, 0) === typed) forgetTyped(this.place); // else it was opened again, and more was typed
      },
      (error: unknown) => {
        if (save !== this.saves) return;
        this.isTouched = true;
        this.failure = error;
      },
    );
  };

  /** Erased for good. */
  async remove(): Promise<void> {
    clearTimeout(this.timer);
    this.isGone = true;
    ++this.saves;
    try {
      await sendCourse('saveNotebookEntry', { entry: { entryKey: keyBytes(this.key), text: '', gatheringId: this.gatheringId } });
      forgetTyped(this.place);
    } catch (error) {
      this.isGone = false;
      throw error;
    }
  }

  /** The page may be gone in a moment. */
  private hide = (event: Event): void => {
    if (event.type === 'visibilitychange' && document.visibilityState === 'visible') return;
    this.save();
  };
}
