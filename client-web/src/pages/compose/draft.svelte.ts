// A text on its way: kept on the server while one writes, taken up on the other device. The last writer wins; what comes
// from elsewhere replaces only what was not touched here since it was last saved.
import { untrack } from 'svelte';
import { client } from '../../client.svelte';
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
    this.text = fromStored(client.state, this.stored?.text ?? '');
    $effect(() => {
      const text = this.stored?.text ?? '';
      if (!this.isTouched) untrack(() => (this.text = fromStored(client.state, text)));
    });
    $effect(() => {
      addEventListener('pagehide', this.save);
      return () => {
        removeEventListener('pagehide', this.save);
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
  }

  private save = () => {
    clearTimeout(this.timer);
    if (!this.isTouched) return;
    this.isTouched = false;
    const text = toStored(client.state, this.text);
    if (text === (this.stored?.text ?? '')) return;
    client.send('saveDraft', { ...this.place, text }).catch(() => (this.isTouched = true));
  };
}
