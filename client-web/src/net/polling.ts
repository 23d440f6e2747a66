// Frames over HTTP requests that the server holds open until there is something to say: protocol/ramure/v1/polling.proto.
// One request waits, at most one other brings frames. Whatever goes wrong ends it: who begins again says Hello.
import { PollAnswerSchema, PollSchema } from '../protocol/gen/ramure/v1/polling_pb';
import type { ClientFrameInit } from '../protocol/messages';
import { encodeJson, type Init, type Plain } from '../protocol/plain';
import type { Poll as PollMessage, PollAnswer } from '../protocol/gen/ramure/v1/polling_pb';
import { post } from './http';
import { closeCodes, type OpenTransport, type Transport, type TransportEvents } from './transport';

type Poll = Init<PollMessage>;

/** The server answers after 25 s at the latest. */
const waitMs = 40_000;

export type PostPoll = (poll: Poll, signal: AbortSignal) => Promise<Plain<PollAnswer>>;

const postPoll: PostPoll = (poll, signal) => post('/api/poll', encodeJson(PollSchema, poll), PollAnswerSchema, signal);

/** The page is closing: sent without waiting for an answer. */
function postEnd(pollId: string): void {
  const body = encodeJson(PollSchema, { pollId, doesNotWait: true, ends: true });
  const headers = { 'Content-Type': 'application/json' };
  fetch('/api/poll', { method: 'POST', credentials: 'same-origin', keepalive: true, headers, body }).catch(() => {});
}

class Polling implements Transport {
  private pollId = '';
  private number = 0;
  private queue: ClientFrameInit[] = [];
  private isBegun = false;
  private isBringing = false;
  private isOver = false;
  private readonly aborter = new AbortController();

  constructor(
    private readonly events: TransportEvents,
    private readonly ask: PostPoll,
    private readonly sayEnd: (pollId: string) => void,
  ) {
    queueMicrotask(() => {
      if (!this.isOver) events.opened();
    });
  }

  send(frame: ClientFrameInit): void {
    if (this.isOver) return;
    this.queue.push(frame);
    if (!this.isBegun) void this.wait();
    else if (this.pollId !== '') void this.bring();
  }

  close(): void {
    if (this.isOver) return;
    if (this.pollId !== '') this.sayEnd(this.pollId);
    this.end(closeCodes.normal, '');
  }

  private async wait(): Promise<void> {
    this.isBegun = true;
    while (!this.isOver) {
      const frames = this.queue.splice(0);
      const answer = await this.post({ pollId: this.pollId, number: this.number++, frames });
      if (!answer) return;
      this.pollId = answer.pollId;
    }
  }

  /** Frames, while another request waits. One at a time, so that they arrive in order. */
  private async bring(): Promise<void> {
    if (this.isBringing) return;
    this.isBringing = true;
    while (!this.isOver && this.queue.length > 0) {
      await this.post({ pollId: this.pollId, doesNotWait: true, frames: this.queue.splice(0) });
    }
    this.isBringing = false;
  }

  private async post(poll: Poll): Promise<Plain<PollAnswer> | undefined> {
    const timer = setTimeout(() => this.end(closeCodes.broken, 'no answer'), waitMs);
    try {
      const answer = await this.ask(poll, this.aborter.signal);
      if (this.isOver) return undefined;
      for (const frame of answer.frames) if (!this.isOver) this.events.frame(frame);
      if (!this.isOver) this.events.alive();
      if (answer.closeCode !== 0) this.end(answer.closeCode, answer.closeReason);
      return this.isOver ? undefined : answer;
    } catch (error) {
      this.end(closeCodes.broken, String(error));
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  private end(code: number, reason: string): void {
    if (this.isOver) return;
    this.isOver = true;
    this.aborter.abort();
    this.events.closed({ code, reason });
  }
}

export function pollingTransport(ask: PostPoll = postPoll, sayEnd: (pollId: string) => void = postEnd): OpenTransport {
  return (events) => new Polling(events, ask, sayEnd);
}
