// Time and chance, as parameters: tests bring their own.
export interface Clock {
  now(): number; // ms since 1970, as this device believes
  after(ms: number, call: () => void): () => void; // returns how to cancel it
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

/** How long to wait before the next attempt, after `failures` ones in a row: twice as long each time, up to 30 s. */
export function backoffMs(failures: number, random: () => number): number {
  const longest = Math.min(30_000, 500 * 2 ** Math.max(0, failures - 1));
  return Math.round(longest * (0.5 + random() / 2));
}

/** The server's clock as seen from here: of all samples, the one that took the shortest way is believed. */
export class ServerClock {
  private offset = 0;
  private bestTripMs = Number.POSITIVE_INFINITY;

  /** A message that left at `sentMs`, was stamped `serverMs`, and came back at `receivedMs`. */
  sample(sentMs: number, serverMs: number, receivedMs: number): void {
    const tripMs = receivedMs - sentMs;
    if (tripMs < 0 || tripMs > this.bestTripMs) return;
    this.bestTripMs = tripMs;
    this.offset = serverMs + tripMs / 2 - receivedMs;
  }

  /** After a sleep or a change of the device's clock the old samples are worth nothing. */
  forget(): void {
    this.bestTripMs = Number.POSITIVE_INFINITY;
  }

  toServer(localMs: number): number {
    return localMs + this.offset;
  }
}
