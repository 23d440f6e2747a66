// One entry of the notebook while it is written: saved as drafts are, a moment after the last key and when the page is left.
// The last writer wins; what comes from another device replaces only what was not touched here.
import { untrack } from 'svelte';
import { client } from '../../../client.svelte';
import { sendCourse } from '../../../client/course';
import { forgetTyped, keepTyped, typedSince } from '../../../keep/typed';
import { keyBytes } from '../../../protocol/key';
import { byteLength } from '../../../protocol/limits';
import { courseLimits } from '../limits';

const quietMs = 1_200; // after the last key

export class EntryText {
  text = $state('');
  gatheringId = $state(0);
  isUnsaved = $state(false);
  /** When the server last took it; 0: it holds nothing of it. */
  savedAtMs = $derived.by(() => (this.stored?.text ? this.stored.editedAtMs : 0));
  isTooLong = $derived.by(() => byteLength(this.text) > courseLimits.notebookTextBytesMax);

  private readonly stored = $derived.by(() => client.state.mine.notebook.get(this.key));
  private readonly place: string;
  private isTouched = false;
  private isGone = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `gatheringId`: of a new entry. */
  constructor(
    readonly key: string,
    gatheringId: number,
  ) {
    this.place = `entry ${key}`;
    const left = typedSince(this.place, this.stored?.editedAtMs ?? 0); // the page was closed before it was saved
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
    clearTimeout(this.timer);
    this.timer = setTimeout(this.save, quietMs);
  }

  save = (): void => {
    clearTimeout(this.timer);
    if (!this.isTouched || this.isGone || this.isTooLong) return;
    const text = this.text.trim();
    if (text === '' && !this.stored?.text) return; // nothing was begun
    this.isTouched = false;
    const entry = { entryKey: keyBytes(this.key), text, gatheringId: this.gatheringId };
    sendCourse('saveNotebookEntry', { entry }).then(
      () => {
        if (this.isTouched) return;
        this.isUnsaved = false;
        forgetTyped(this.place);
      },
      () => (this.isTouched = true),
    );
  };

  /** Erased for good. */
  async remove(): Promise<void> {
    clearTimeout(this.timer);
    this.isGone = true;
    try {
      await sendCourse('saveNotebookEntry', { entry: { entryKey: keyBytes(this.key), text: '', gatheringId: this.gatheringId } });
      forgetTyped(this.place);
    } catch (error) {
      this.isGone = false;
      throw error;
    }
  }

  /** The page may be gone in a moment: what was typed is put down before it is saved. */
  private hide = (event: Event): void => {
    if (event.type === 'visibilitychange' && document.visibilityState === 'visible') return;
    if (this.isTouched) keepTyped(this.place, { text: this.text, atMs: Date.now() });
    this.save();
  };
}
