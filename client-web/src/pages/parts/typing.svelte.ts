// What is typed in a form, kept on this device until it was accepted: neither Escape nor a reload loses it.
//
//   const typing = new Typing(`roadmap ${id} answer ${commentId}`, { answer: '' });   // while a component is made
//   <textarea bind:value={typing.words.answer}>
//   await save(typing.words); typing.accepted();
//
// What the outbox keeps by itself (outbox_row.ts: isWritten) is handed over to it; what one types meanwhile stays:
//
//   await typing.sent((held) => client.send('openThread', …, held));
//   if (!typing.isAhead) leave();
//
// Where one changes what others wrote, the place in which they did is named: what is kept then goes with what was read.
import { client } from '../../client.svelte';
import type { Held } from '../../keep/outbox';
import { forgetTyped } from '../../keep/typed';
import { Handing } from './handing';
import { keptWords, type Words } from './typed_words';

export class Typing<Form extends Words> {
  words = $state() as Form;
  /** Of the row of the outbox that this form waits for. */
  waitingKey = $state('');
  private isOver = false;
  private readonly handing: Handing<Form>;

  constructor(
    private readonly place: string,
    begun: Form,
    channelId?: number,
  ) {
    this.words = keptWords(place, begun);
    const now = () => $state.snapshot(this.words) as Form;
    this.handing = new Handing<Form>({ place, begun, channelId, now, cancel: (key) => client.cancelUnsent(key) });
    $effect(() => {
      now();
      if (!this.isOver) this.handing.keep();
    });
    $effect(() => () => this.handing.leave());
  }

  /** Something was typed since it was sent. */
  get isAhead(): boolean {
    return this.handing.isAhead;
  }

  /** Resolves when it was accepted; rejects when it was refused: the words are then in the form as they were. */
  async sent<Result>(send: (held: Held) => Promise<Result>): Promise<Result> {
    try {
      return await this.handing.send((held) =>
        send((key, isOnDisk) => {
          this.waitingKey = key;
          held(key, isOnDisk);
        }),
      );
    } finally {
      this.waitingKey = '';
    }
  }

  accepted(): void {
    this.isOver = true;
    forgetTyped(this.place);
  }
}
