// Time that passes when the test says so.
import type { Clock } from '../net/time';

export class FakeClock implements Clock {
  private timers = new Map<number, { readonly atMs: number; readonly call: () => void }>();
  private lastId = 0;

  constructor(private nowMs = 1_530_000_000_000) {}

  now(): number {
    return this.nowMs;
  }

  after(ms: number, call: () => void): () => void {
    const id = ++this.lastId;
    this.timers.set(id, { atMs: this.nowMs + ms, call });
    return () => this.timers.delete(id);
  }

  advance(ms: number): void {
    const endMs = this.nowMs + ms;
    for (;;) {
      const due = [...this.timers].filter(([, { atMs }]) => atMs <= endMs).sort((a, b) => a[1].atMs - b[1].atMs || a[0] - b[0])[0];
      if (!due) break;
      this.timers.delete(due[0]);
      this.nowMs = Math.max(this.nowMs, due[1].atMs);
      due[1].call();
    }
    this.nowMs = endMs;
  }
}

/** Lets everything run that waits for nothing but its turn. */
export async function settle(turns = 12): Promise<void> {
  for (let turn = 0; turn < turns; ++turn) await new Promise((resolve) => setImmediate(resolve));
}
