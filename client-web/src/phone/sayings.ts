// What becomes of a sentence: it is kept under its key before it is sent, and sent again with the same key until the server
// has answered. Neither a lost connection nor a reload loses it or says it twice. What is only typed, and what was refused, is
// kept as well, for whichever code is opened next: the one on the wall may change while one writes.
import type { Answer, Failure } from './door';

export interface Said {
  readonly key: string;
  readonly text: string;
}

/** What the page shows. `refused`: the sentence is back in its field. */
export type Stage =
  | { readonly case: 'writing'; readonly text: string; readonly failure: Exclude<Failure, 'lost'> | undefined }
  | { readonly case: 'sending'; readonly said: Said; readonly isLate: boolean }
  | { readonly case: 'thanked' };

export interface SayingsOptions {
  readonly say: (said: Said) => Promise<Answer<object>>;
  readonly newKey: () => string;
  readonly kept: () => Said | undefined; // on this phone, from before the page was loaded
  readonly keep: (said: Said | undefined) => void;
  readonly typed: () => string; // the words of the field, as this phone keeps them
  readonly keepTyped: (text: string) => void;
  readonly after: (ms: number, act: () => void) => () => void; // gives what calls it off
  readonly onChange: (stage: Stage) => void;
}

const firstRestMs = 1_000;
const longestRestMs = 15_000;

export class Sayings {
  stage: Stage = { case: 'writing', text: '', failure: undefined };
  private restMs = firstRestMs;
  private callOff: (() => void) | undefined;
  private isAsking = false;

  constructor(private readonly options: SayingsOptions) {}

  /** Goes on with what was kept. */
  start(): void {
    const said = this.options.kept();
    if (said) return this.send(said);
    const text = this.options.typed();
    if (text !== '') this.show({ case: 'writing', text, failure: undefined });
  }

  /** The words of the field have changed. */
  type(text: string): void {
    if (this.stage.case === 'writing') this.options.keepTyped(text);
  }

  /** What was written and is not at the wall. */
  get left(): string {
    return this.options.kept()?.text ?? this.options.typed();
  }

  say(text: string): void {
    const line = text.replace(/\s+/g, ' ').trim();
    if (line === '' || this.stage.case === 'sending') return;
    this.send({ key: this.options.newKey(), text: line });
  }

  /** The network is back, or the phone was woken: what waits goes now. */
  hurry(): void {
    if (this.stage.case !== 'sending' || this.isAsking) return;
    this.callOff?.();
    this.restMs = firstRestMs;
    void this.attempt(this.stage.said);
  }

  again(): void {
    this.show({ case: 'writing', text: '', failure: undefined });
  }

  private send(said: Said): void {
    this.options.keep(said);
    this.options.keepTyped(said.text);
    this.restMs = firstRestMs;
    this.show({ case: 'sending', said, isLate: false });
    void this.attempt(said);
  }

  private async attempt(said: Said): Promise<void> {
    this.isAsking = true;
    const answer = await this.options.say(said);
    this.isAsking = false;
    if ('value' in answer) {
      this.options.keep(undefined);
      this.options.keepTyped('');
      return this.show({ case: 'thanked' });
    }
    if (answer.failure !== 'lost') {
      this.options.keep(undefined);
      return this.show({ case: 'writing', text: said.text, failure: answer.failure });
    }
    this.show({ case: 'sending', said, isLate: true });
    this.callOff = this.options.after(this.restMs, () => void this.attempt(said));
    this.restMs = Math.min(2 * this.restMs, longestRestMs);
  }

  private show(stage: Stage): void {
    this.stage = stage;
    this.options.onChange(stage);
  }
}
