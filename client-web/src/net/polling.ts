// Frames over HTTP requests that the server holds open until there is something to say: protocol/ramure/v1/polling.proto.
// One request waits, at most one other brings frames. Whatever goes wrong ends it: who begins again says Hello.
import { PollAnswerSchema, PollSchema } from '../protocol/gen/ramure/v1/polling_pb';
import type { ClientFrameInit } from '../protocol/messages';
import { decode, encode, type Init, type Plain } from '../protocol/plain';
import type { Poll as PollMessage, PollAnswer } from '../protocol/gen/ramure/v1/polling_pb';
import type { Clock } from './time';
import { closeCodes, type OpenTransport, type Transport, type TransportEvents } from './transport';

type Poll = Init<PollMessage>;

/** The server answers after 25 s at the latest. */
const waitMs = 40_000;

/** So that what a request brings stays below 256 KiB, however long the messages are. */
const framesMax = 4;

export type PostPoll = (poll: Poll, signal: AbortSignal) => Promise<Plain<PollAnswer>>;

const binary: RequestInit = {
  method: 'POST',
  credentials: 'same-origin',
  cache: 'no-store',
  headers: { 'Content-Type': 'application/x-protobuf' },
};

const postPoll: PostPoll = async (poll, signal) => {
  const response = await fetch('/api/poll', { ...binary, signal, body: encode(PollSchema, poll) });
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  return decode(PollAnswerSchema, new Uint8Array(await response.arrayBuffer()));
};

/** The page is closing: sent without waiting for an answer. */
function postEnd(pollId: string): void {
  const body = encode(PollSchema, { pollId, doesNotWait: true, ends: true });
  fetch('/api/poll', { ...binary, keepalive: true, body }).catch(() => {});
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
    private readonly clock: Clock,
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
      const frames = this.queue.splice(0, framesMax);
      const answer = await this.post({ pollId: this.pollId, number: this.number++, frames });
      if (!answer) return;
      this.pollId = answer.pollId;
      if (this.queue.length > framesMax) void this.bring();
    }
  }

  /** Frames, while another request waits. One at a time, so that they arrive in order. */
  private async bring(): Promise<void> {
    if (this.isBringing) return;
    this.isBringing = true;
    while (!this.isOver && this.queue.length > 0) {
      await this.post({ pollId: this.pollId, doesNotWait: true, frames: this.queue.splice(0, framesMax) });
    }
    this.isBringing = false;
  }

  private async post(poll: Poll): Promise<Plain<PollAnswer> | undefined> {
    const cancel = this.clock.after(waitMs, () => this.end(closeCodes.broken, 'no answer'));
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
      cancel();
    }
  }

  private end(code: number, reason: string): void {
    if (this.isOver) return;
    this.isOver = true;
    this.aborter.abort();
    this.events.closed({ code, reason });
  }
}

export function pollingTransport(clock: Clock, ask: PostPoll = postPoll, sayEnd: (pollId: string) => void = postEnd): OpenTransport {
  return (events) => new Polling(events, ask, sayEnd, clock);
}
