// « À faire »: asked for while it is shown, and again after something happened, a few times a minute at most. It is kept
// nowhere: it says of people what only those who animate are told.
import { client } from '../../client.svelte';
import type { ToDoList } from '../../protocol/messages';

const againMs = 5_000;

export class ToDo {
  list = $state.raw<ToDoList>();
  failure = $state.raw<unknown>();
  private askedSeq = -1;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isResting = false;

  /** While a component is made. */
  constructor() {
    $effect(() => {
      const { cursorSeq } = client.state;
      if (!client.isConnected || cursorSeq === this.askedSeq) return;
      if (!this.isResting) this.ask();
    });
    $effect(() => () => clearTimeout(this.timer));
  }

  /** At once: after an act of one's own. */
  ask(): void {
    clearTimeout(this.timer);
    this.isResting = true;
    this.askedSeq = client.state.cursorSeq;
    this.timer = setTimeout(() => {
      this.isResting = false;
      if (client.isConnected && client.state.cursorSeq !== this.askedSeq) this.ask();
    }, againMs);
    client.ask('listToDo', {}).then(
      (list) => {
        this.list = list;
        this.failure = undefined;
      },
      (error: unknown) => (this.failure = error),
    );
  }
}
