// What is typed in a form, kept on this device until it was accepted: neither Escape nor a reload loses it.
//
//   const typing = new Typing(`roadmap ${id} answer ${commentId}`, { answer: '' });   // while a component is made
//   <textarea bind:value={typing.words.answer}>
//   typing.accepted();
//
// Where one changes what others wrote, the place in which they did is named: what is kept then goes with what was read.
import { forgetTyped } from '../../keep/typed';
import { keepWords, keptWords, type Words } from './typed_words';

export class Typing<Form extends Words> {
  words = $state() as Form;
  private isOver = false;

  constructor(
    private readonly place: string,
    begun: Form,
    channelId?: number,
  ) {
    this.words = keptWords(place, begun);
    $effect(() => {
      const now = $state.snapshot(this.words) as Form;
      if (!this.isOver) keepWords(place, begun, now, channelId);
    });
  }

  accepted(): void {
    this.isOver = true;
    forgetTyped(this.place);
  }
}
