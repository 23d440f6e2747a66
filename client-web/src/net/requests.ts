// Requests and their replies, matched by number, at most 16 in flight: the server stops reading a socket that has more.
import type { ClientFrameInit, Reply } from '../protocol/messages';
import { Offline } from './errors';

export const requestsInFlightMax = 16;

export type RequestBody = Extract<ClientFrameInit['body'], { case: 'command' | 'query' | 'openText' | 'closeText' }>;

interface Waiting {
  readonly body: RequestBody;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

export class Requests {
  private lastId = 0;
  private readonly inFlight = new Map<number, Waiting>();
  private queue: Waiting[] = [];
  private write: ((frame: ClientFrameInit) => void) | undefined;

  nextId(): number {
    return ++this.lastId;
  }

  /** Rejects with Offline when there is no connection, or when it breaks before the reply: then nobody knows. */
  request(body: RequestBody): Promise<Reply> {
    if (!this.write) return Promise.reject(new Offline('not connected'));
    return new Promise((resolve, reject) => {
      this.queue.push({ body, resolve, reject });
      this.pump();
    });
  }

  open(write: (frame: ClientFrameInit) => void): void {
    this.write = write;
    this.pump();
  }

  /** The connection is gone, and with it what was on the way. */
  close(): void {
    this.write = undefined;
    const lost = [...this.inFlight.values(), ...this.queue];
    this.inFlight.clear();
    this.queue = [];
    for (const waiting of lost) waiting.reject(new Offline('the connection broke'));
  }

  /** A reply to something that nobody waits for is ignored. */
  take(reply: Reply): void {
    const waiting = this.inFlight.get(reply.requestId);
    this.inFlight.delete(reply.requestId);
    waiting?.resolve(reply);
    this.pump();
  }

  private pump(): void {
    while (this.write && this.inFlight.size < requestsInFlightMax) {
      const next = this.queue.shift();
      if (!next) return;
      const requestId = this.nextId();
      this.inFlight.set(requestId, next);
      this.write({ requestId, body: next.body });
    }
  }
}
