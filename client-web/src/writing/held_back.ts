// What others wrote, while a letter is being composed here: put into the text now, it would break the letter off, and
// « forêt » become « for^êt ». It waits until the letter is whole, for a moment at most; what the log says of one's own
// changes does not wait, since it changes nothing that is seen.
import type { Clock } from '../net/time';
import type { TextDelivery } from '../protocol/messages';
import type { CollabText } from './collab_text';

const lookEveryMs = 50;
const looksMax = 30; // a phone composes for as long as one is in a word

export class HeldBack {
  private held: TextDelivery[] = [];
  private looks = 0; // 0: nobody looks

  /** `take`: in the order in which they came, each once. */
  constructor(
    private readonly clock: Clock,
    private readonly text: CollabText,
    private readonly take: (deliveries: readonly TextDelivery[]) => void,
  ) {}

  add(deliveries: readonly TextDelivery[]): void {
    this.held.push(...deliveries);
    if (this.looks > 0) return;
    if (!this.text.host.isComposing || this.held.every((each) => this.text.isOwn(each))) this.release();
    else this.lookLater();
  }

  /** The text is opened anew: what is held comes again with it. */
  forget(): void {
    this.held = [];
  }

  private lookLater(): void {
    this.looks += 1;
    this.clock.after(lookEveryMs, () => {
      if (this.text.host.isComposing && this.looks < looksMax) this.lookLater();
      else this.release();
    });
  }

  private release(): void {
    this.looks = 0;
    this.take(this.held.splice(0));
  }
}
