// Who is here and who is writing. Never stored: whoever lags loses it.
import type { Signal } from '../protocol/messages';

const typingLastsMs = 6_000; // a little more than the pause between two signals of the same person
const typingPauseMs = 4_000;

export class SignalBook {
  private online = $state.raw<ReadonlySet<number>>(new Set());
  private writing = $state.raw<ReadonlyMap<number, ReadonlyMap<number, number>>>(new Map()); // thread → member → until
  private timer: ReturnType<typeof setTimeout> | undefined;
  private told = new Map<number, number>();

  /** Members who are writing in a thread, in the order in which they began. */
  typing(threadId: number): readonly number[] {
    return [...(this.writing.get(threadId)?.keys() ?? [])];
  }

  isOnline(memberId: number): boolean {
    return this.online.has(memberId);
  }

  take({ body }: Signal, nowMs = Date.now()): void {
    if (body.case === 'presence') {
      const online = new Set(this.online);
      if (body.value.online) online.add(body.value.memberId);
      else online.delete(body.value.memberId);
      this.online = online;
    }
    if (body.case === 'typing') {
      const { threadId, memberId } = body.value;
      const inThread = new Map(this.writing.get(threadId)).set(memberId, nowMs + typingLastsMs);
      this.writing = new Map(this.writing).set(threadId, inThread);
      this.timer ??= setTimeout(() => this.expire(), typingLastsMs);
    }
  }

  /** Somebody has posted: they write no longer. */
  posted(threadId: number, memberId: number): void {
    const inThread = this.writing.get(threadId);
    if (!inThread?.has(memberId)) return;
    const rest = new Map(inThread);
    rest.delete(memberId);
    this.writing = new Map(this.writing).set(threadId, rest);
  }

  /** The connection is gone: nobody tells us who leaves. */
  clear(): void {
    this.online = new Set();
    this.writing = new Map();
  }

  mayTellTyping(threadId: number, nowMs = Date.now()): boolean {
    if (nowMs - (this.told.get(threadId) ?? 0) < typingPauseMs) return false;
    this.told.set(threadId, nowMs);
    return true;
  }

  private expire(nowMs = Date.now()): void {
    const writing = new Map<number, ReadonlyMap<number, number>>();
    for (const [threadId, members] of this.writing) {
      const left = new Map([...members].filter(([, untilMs]) => untilMs > nowMs));
      if (left.size > 0) writing.set(threadId, left);
    }
    this.writing = writing;
    this.timer = writing.size > 0 ? setTimeout(() => this.expire(), 1_000) : undefined;
  }
}
