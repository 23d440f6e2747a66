// What one is writing in a place, and has not posted: it survives a reload and follows one to other devices.
//
//   const draft = client.draft({ threadId: 804 });
//   <textarea value={draft.text} oninput={(event) => draft.set(event.currentTarget.value)}>
//   await client.send('postMessage', …); draft.clear();
//
// Each change lies in this browser at once; the server is told when one pauses.
import { remembered } from '../keep/remembered';
import { draftOf } from '../state/select';
import { placeKey, type State } from '../state/state';
import type { Session } from './session';

export type DraftPlace = { readonly threadId: number } | { readonly channelId: number };

export const pauseMs = 1_500;

/** What a draft needs of the client. */
export interface DraftHost {
  readonly state: State; // reactive
  readonly session: Session | undefined;
}

export class Draft {
  /** What was typed here and the server may not know yet. */
  private typed = $state<string | undefined>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly key: string;

  constructor(
    private readonly host: DraftHost,
    private readonly owner: string,
    private readonly place: DraftPlace,
  ) {
    this.key = placeKey(place);
    const left = remembered.draft(owner, this.key);
    if (left !== '') {
      this.typed = left; // the page was gone before the server was told
      this.schedule();
    }
  }

  /** What was typed here, else what another device has saved. */
  get text(): string {
    return this.typed ?? draftOf(this.host.state, this.place)?.text ?? '';
  }

  /** When the server took it. undefined: not yet, or there is none. */
  get savedAtMs(): number | undefined {
    return this.typed === undefined ? draftOf(this.host.state, this.place)?.savedAtMs : undefined;
  }

  set(text: string): void {
    this.typed = text;
    remembered.setDraft(this.owner, this.key, text);
    this.schedule();
  }

  /** It was posted, or given up. */
  clear(): void {
    if (this.text === '') return;
    this.set('');
    this.save();
  }

  /** Tells the server now: the page is about to be hidden. */
  save(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { typed: text } = this;
    if (text === undefined || !this.host.session) return;
    this.host.session
      .send({ case: 'saveDraft', value: { ...this.place, text } })
      .then(() => this.settle(text))
      .catch(() => {}); // refused, because it is too long or the place is gone: what was typed stays in this browser
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pauseMs);
  }

  /** The server has it: from now on what is saved there counts, unless more was typed meanwhile. */
  private settle(text: string): void {
    if (this.typed !== text || this.timer !== undefined) return;
    this.typed = undefined;
    remembered.setDraft(this.owner, this.key, '');
  }
}
