// What carries frames between the page and the server: a WebSocket, or HTTP requests where sockets are blocked. One
// Transport is one attempt; when it is closed, it is over.
//
// Promises of a Transport: `opened` comes before any frame; `closed` comes exactly once and nothing after it, also when
// close() was called; frames come in order; send() before `opened` or after `closed` does nothing.
import type { ClientFrameInit, ServerFrame } from '../protocol/messages';

export interface Closed {
  readonly code: number; // as of a WebSocket: 1006 when the network broke
  readonly reason: string;
}

/** Close codes that mean something to us. */
export const closeCodes = {
  normal: 1000,
  protocolError: 1002,
  unsupportedData: 1003,
  broken: 1006,
  invalidText: 1007,
  policy: 1008, // the session was revoked, or the member has left
  tooBig: 1009,
  restart: 1012,
} as const;

export interface TransportEvents {
  opened(): void;
  frame(frame: ServerFrame): void;
  alive(): void; // a sign of life without news
  closed(why: Closed): void;
}

export interface Transport {
  send(frame: ClientFrameInit): void;
  close(): void;
}

export type OpenTransport = (events: TransportEvents) => Transport;
