// A text on its way: kept on the server while one writes, taken up on the other device. The last writer wins; what comes
// from elsewhere replaces only what was not touched here since it was last saved.
import { untrack } from 'svelte';
import { client } from '../../client.svelte';
import { forgetTyped, keepTyped, typedSince } from '../../keep/typed';
import { placeKey } from '../../state/state';
import { fromStored, toStored } from './references';

/** Of a thread, or of a new thread in a channel. */
export type DraftPlace = { readonly threadId: number } | { readonly channelId: number };

const quietMs = 1_200; // after the last key

export class DraftText {
  text = $state('');
  /** When the server last took it; 0: nothing is kept. */
  savedAtMs = $derived.by(() => this.stored?.savedAtMs ?? 0);

  private readonly stored = $derived.by(() => client.state.mine.drafts.get(placeKey(this.place)));
  private isTouched = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly place: DraftPlace) {
    const left = typedSince(placeKey(place), this.stored?.savedAtMs ?? 0); // the page was closed before it was saved
    this.text = left ?? fromStored(client.state, this.stored?.text ?? '');
    if (left !== undefined) this.touched();
    $effect(() => {
      const text = this.stored?.text ?? '';
      if (!this.isTouched) untrack(() => (this.text = fromStored(client.state, text)));
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

  /** To be called when a key was struck. */
  touched() {
    this.isTouched = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.save, quietMs);
  }

  /** It was sent: the server forgets the draft by itself. */
  sent() {
    clearTimeout(this.timer);
    this.isTouched = false;
    this.text = '';
    forgetTyped(placeKey(this.place));
  }

  /** The page may be gone in a moment: what was typed is put down before it is saved. */
  private hide = (event: Event) => {
    if (event.type === 'visibilitychange' && document.visibilityState === 'visible') return;
    if (this.isTouched) keepTyped(placeKey(this.place), { text: this.text, atMs: Date.now() });
    this.save();
  };

  private save = () => {
    clearTimeout(this.timer);
    if (!this.isTouched) return;
    this.isTouched = false;
    const text = toStored(client.state, this.text);
    if (text === (this.stored?.text ?? '')) return forgetTyped(placeKey(this.place));
    client.send('saveDraft', { ...this.place, text }).then(
      () => forgetTyped(placeKey(this.place)),
      () => (this.isTouched = true),
    );
  };
}
