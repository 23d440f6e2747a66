// What becomes of the words of a form when they are sent. Either this device keeps them for the form, or the outbox has them
// and sends them: never both, else a page that is opened again shows as unsent what was sent.
import type { Held } from '../../keep/outbox';
import { forgetTyped } from '../../keep/typed';
import { keepWords, type Words } from './typed_words';

export interface HandingOptions<Form extends Words> {
  readonly place: string;
  readonly begun: Form;
  readonly channelId: number | undefined;
  readonly now: () => Form;
  /** Takes a refused row out of the outbox: the form has its words. */
  readonly cancel: (key: string) => Promise<unknown>;
}

export class Handing<Form extends Words> {
  /** The words that the outbox has, or that were accepted. */
  private handed: string | undefined;
  private isWaiting = false;
  private isGone = false;

  constructor(private readonly options: HandingOptions<Form>) {}

  /** Something was typed since. */
  get isAhead(): boolean {
    return this.handed !== undefined && this.handed !== this.text();
  }

  /** To be called after every change. */
  keep(): void {
    const { place, begun, channelId, now } = this.options;
    if (this.handed === this.text()) return forgetTyped(place);
    if (!this.isWaiting) this.handed = undefined; // one begins anew
    keepWords(place, begun, now(), channelId);
  }

  /** The form is closed: what waits is the outbox's alone. */
  leave(): void {
    this.isGone = true;
  }

  /** Resolves when it was accepted. Refused: the words are the form's again, or stay in the outbox when it is closed or goes on. */
  async send<Result>(send: (held: Held) => Promise<Result>): Promise<Result> {
    const text = this.text();
    let row: { readonly key: string; readonly isOnDisk: boolean } | undefined;
    this.isWaiting = true;
    try {
      const result = await send((key, isOnDisk) => {
        row = { key, isOnDisk };
        if (isOnDisk) this.hand(text);
      });
      if (!this.isGone || !row?.isOnDisk) this.hand(text);
      return result;
    } catch (error) {
      if (row && !this.isGone && this.text() === text) await this.options.cancel(row.key);
      this.handed = undefined;
      if (!this.isGone) this.keep();
      throw error;
    } finally {
      this.isWaiting = false;
    }
  }

  private hand(text: string): void {
    this.handed = text;
    this.keep();
  }

  private text(): string {
    return JSON.stringify(this.options.now());
  }
}
