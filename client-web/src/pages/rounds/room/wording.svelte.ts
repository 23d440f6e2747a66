// What one is writing in a round, kept on this device until it was accepted: by round, so that neither a reload nor a
// refusal loses it.
import { forgetTyped, keepTyped, typedSince } from '../../../keep/typed';
import { emptyWording, type Wording } from '../composing';

const keptAfterMs = 400;

interface Kept {
  readonly kind: string;
  readonly wording: Wording;
}

export class RoundDraft {
  wording = $state<Wording>(emptyWording());
  /** The kind that was chosen by hand; '': the one that the step suggests. */
  kind = $state('');
  private readonly place: string;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(roundId: number) {
    this.place = `round ${roundId}`;
    const left = parsed(typedSince(this.place, 0));
    if (left) {
      this.wording = { ...emptyWording(), ...left.wording };
      this.kind = left.kind;
    }
    $effect(() => {
      addEventListener('pagehide', this.keep);
      document.addEventListener('visibilitychange', this.keep);
      return () => {
        removeEventListener('pagehide', this.keep);
        document.removeEventListener('visibilitychange', this.keep);
        this.keep();
      };
    });
  }

  get isEmpty(): boolean {
    const { text, title, firstStep, expects, urgency, indicator, progress } = this.wording;
    return [text, title, firstStep, expects, urgency, indicator].every((each) => each.trim() === '') && progress.length === 0;
  }

  touched() {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.keep, keptAfterMs);
  }

  clear() {
    clearTimeout(this.timer);
    this.wording = emptyWording();
    this.kind = '';
    forgetTyped(this.place);
  }

  /** After a refusal: what was sent is in the field again, unless something else was begun meanwhile. */
  restore(kind: string, wording: Wording) {
    if (!this.isEmpty) return;
    this.wording = wording;
    this.kind = kind;
    this.keep();
  }

  private keep = () => {
    clearTimeout(this.timer);
    if (this.isEmpty) forgetTyped(this.place);
    else keepTyped(this.place, { text: JSON.stringify({ kind: this.kind, wording: this.wording } satisfies Kept), atMs: Date.now() });
  };
}

function parsed(text: string | undefined): Kept | undefined {
  try {
    const kept = JSON.parse(text ?? '') as Partial<Kept>;
    return kept.wording && typeof kept.kind === 'string' ? (kept as Kept) : undefined;
  } catch {
    return undefined;
  }
}
