// The state of one community while a page is open: takes what the server says, in whatever order it comes.
//
//   keeper.take(frame);
//   const done = keeper.ask(query);          // before sending a query
//   done(reply.body, reply.asOfSeq);         // its answer, or a refusal, whenever it comes; once
//
// Legal order: every ask() is ended by one call of what it returned, or by a frame with a Welcome, which begins a new
// connection: answers to what was asked on the old one do not come any more.
import type { Event, Reply, QueryBody, ServerFrame } from '../protocol/messages';
import { answer, refused } from './answers';
import { again, take } from './reduce';
import type { State } from './state';

export class Keeper {
  private current: State;
  private awaited = 0;
  private recent: Event[] = []; // while answers are awaited
  private connection = 0;

  /** `onChange` is called after each change, with the state before it. */
  constructor(
    state: State,
    private readonly onChange: (state: State, before: State) => void,
  ) {
    this.current = state;
  }

  get state(): State {
    return this.current;
  }

  take(frame: ServerFrame): void {
    if (frame.welcome) {
      this.connection += 1;
      this.awaited = 0;
      this.recent = [];
    }
    const cursorSeq = this.current.cursorSeq;
    if (this.awaited > 0) this.recent.push(...frame.events.filter((event) => event.seq > cursorSeq));
    this.change(take(this.current, frame));
  }

  ask(query: QueryBody): (body: Reply['body'], asOf: number) => void {
    const { connection } = this;
    const { privateRevision } = this.current;
    this.awaited += 1;
    return (body, asOf) => {
      if (connection !== this.connection) return;
      const answered = body.case === 'answer' ? body.value.body : undefined;
      const isLater = body.case === 'refusal' && body.value.retryable; // what was wanted is wanted still
      if (answered?.case) this.change(again(answer(this.current, query, answered, asOf, privateRevision), this.recent));
      else if (!isLater) this.change(refused(this.current, query, asOf));
      this.awaited -= 1;
      if (this.awaited === 0) this.recent = [];
    };
  }

  /** A change that is the client's own: a window that is trimmed, a read cursor that runs ahead of the server's answer. */
  change(next: State): void {
    const before = this.current;
    if (next === before) return;
    this.current = next;
    this.onChange(next, before);
  }
}
