import { beforeEach, describe, expect, test } from 'vitest';
import type { ClientFrameInit, HelloInit, Refusal, ServerFrame } from '../protocol/messages';
import { RefusalCode } from '../protocol/messages';
import { ServerFrameSchema } from '../protocol/gen/ramure/v1/frames_pb';
import { decode, encode, type Init } from '../protocol/plain';
import { featureLevel } from '../protocol/wire';
import type { ServerFrame as WireFrame } from '../protocol/gen/ramure/v1/frames_pb';
import { FakeClock, settle } from '../testing/fake_clock';
import { answerMs, Connection, heartbeatMs, type ConnectionKind, type Diagnosis } from './connection';
import { Offline } from './errors';
import { ServerClock } from './time';
import type { OpenTransport, TransportEvents } from './transport';

interface Attempt {
  readonly by: 'socket' | 'polling';
  readonly events: TransportEvents;
  readonly sent: ClientFrameInit[];
  isClosed: boolean;
}

const frame = (init: Init<WireFrame>): ServerFrame => decode(ServerFrameSchema, encode(ServerFrameSchema, init));

class Bench {
  readonly clock = new FakeClock();
  readonly serverClock = new ServerClock();
  readonly attempts: Attempt[] = [];
  readonly kinds: ConnectionKind[] = [];
  readonly frames: ServerFrame[] = [];
  readonly refused: ('signed-out' | Refusal)[] = [];
  diagnosis: Diagnosis = 'reachable';
  helloes = 0;
  readonly connection = new Connection({
    socket: this.opener('socket'),
    polling: this.opener('polling'),
    diagnose: async () => this.diagnosis,
    hello: (): HelloInit => ({ cursorSeq: ++this.helloes }),
    clock: this.clock,
    serverClock: this.serverClock,
    random: () => 0.5,
    events: {
      frame: (each) => this.frames.push(each),
      alive: () => {},
      kind: (kind) => this.kinds.push(kind),
      refused: (why) => this.refused.push(why),
      lost: () => {},
    },
  });

  get last(): Attempt {
    return this.attempts.at(-1)!;
  }

  hello(): number {
    this.last.events.opened();
    return this.last.sent.at(-1)!.requestId!;
  }

  /** The whole way to an open connection. */
  welcome(): void {
    const requestId = this.hello();
    this.last.events.frame(frame({ welcome: { requestId, serverTimeMs: this.clock.now() } }));
  }

  refuse(refusal: Init<Refusal>): void {
    const requestId = this.hello();
    this.last.events.frame(frame({ replies: [{ requestId, body: { case: 'refusal', value: refusal as never } }] }));
  }

  async breakOff(code = 1006): Promise<void> {
    this.last.events.closed({ code, reason: '' });
    await settle();
  }

  private opener(by: Attempt['by']): OpenTransport {
    return (events) => {
      const attempt: Attempt = { by, events, sent: [], isClosed: false };
      this.attempts.push(attempt);
      return { send: (each) => attempt.sent.push(each), close: () => (attempt.isClosed = true) };
    };
  }
}

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
  bench.connection.start();
});

describe('a connection', () => {
  test('says Hello first, and is live after the Welcome', () => {
    expect(bench.kinds).toEqual(['connecting']);
    bench.welcome();
    expect(bench.last.sent[0]?.body).toMatchObject({ case: 'hello', value: { cursorSeq: 1, featureLevel } });
    expect(bench.kinds).toEqual(['connecting', 'live']);
    expect(bench.frames).toHaveLength(1);
  });

  test('says Hello anew with the cursor of then when it broke', async () => {
    bench.welcome();
    await bench.breakOff();
    expect(bench.kinds.at(-1)).toBe('connecting');
    bench.clock.advance(300);
    bench.welcome();
    expect(bench.last.sent[0]?.body).toMatchObject({ value: { cursorSeq: 2 } });
  });

  test('speaks an older level to an older server', () => {
    bench.refuse({ code: RefusalCode.UNSUPPORTED_VERSION, data: { feature_level: '1' } });
    expect(bench.last.sent.at(-1)?.body).toMatchObject({ case: 'hello', value: { featureLevel: 1 } });
    expect(bench.refused).toEqual([]);
  });

  test('stops when the member is not known, or nobody is signed in', async () => {
    bench.refuse({ code: RefusalCode.NOT_FOUND, field: 'hello.community' });
    expect(bench.refused).toMatchObject([{ code: RefusalCode.NOT_FOUND }]);
    bench.clock.advance(600_000);
    expect(bench.attempts).toHaveLength(1);

    bench.diagnosis = 'signed-out';
    bench.connection.start();
    await bench.breakOff();
    expect(bench.refused.at(-1)).toBe('signed-out');
  });

  test('tries again later when it is refused for now', async () => {
    bench.refuse({ code: RefusalCode.OVERLOADED, retryable: true });
    await settle();
    bench.clock.advance(30_000);
    expect(bench.attempts.length).toBeGreaterThan(1);
    expect(bench.refused).toEqual([]);
  });

  test('waits longer and longer for a server that is not there, and says offline until it is', async () => {
    bench.diagnosis = 'unreachable';
    const waits: number[] = [];
    for (let round = 0; round < 9; ++round) {
      const count = bench.attempts.length;
      await bench.breakOff();
      let waitedMs = 0;
      for (; bench.attempts.length === count; waitedMs += 250) bench.clock.advance(250);
      waits.push(waitedMs);
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBeLessThanOrEqual(30_000);
    expect(bench.kinds).toEqual(['connecting', 'offline']);
    bench.welcome();
    expect(bench.kinds.at(-1)).toBe('live');
  });

  test('takes the other way when sockets are refused twice while the server answers', async () => {
    await bench.breakOff();
    bench.clock.advance(0);
    expect(bench.last.by).toBe('socket');
    await bench.breakOff();
    bench.clock.advance(0);
    expect(bench.last.by).toBe('polling');
    bench.welcome();
    expect(bench.kinds.at(-1)).toBe('polling');
    await bench.breakOff();
    bench.clock.advance(300);
    expect(bench.last.by).toBe('polling');
    bench.welcome();
    bench.clock.advance(40 * 60_000);
    bench.last.events.alive();
    expect(bench.last.by).toBe('socket'); // once in a while sockets are given another chance
  });

  test('gives up a socket that opens and then says nothing', async () => {
    bench.hello();
    bench.clock.advance(answerMs);
    await settle();
    expect(bench.attempts[0]?.isClosed).toBe(true);
    bench.clock.advance(1_000);
    expect(bench.attempts.length).toBeGreaterThan(1);
  });

  test('notices that the other side is gone, though nobody said so', async () => {
    bench.welcome();
    bench.last.events.frame(frame({ throughSeq: 5 }));
    const before = bench.last.sent.length;
    bench.clock.advance(heartbeatMs);
    expect(bench.last.sent.at(before)?.body).toMatchObject({ case: 'signal', value: { body: { case: 'clockSync' } } });
    bench.clock.advance(answerMs + 1_000);
    expect(bench.attempts).toHaveLength(2);
  });

  test('looks at once when the page is looked at again, or the network is back', async () => {
    bench.welcome();
    bench.last.events.frame(frame({ throughSeq: 5 }));
    bench.connection.poke();
    bench.clock.advance(answerMs / 2 + 400);
    expect(bench.attempts).toHaveLength(2);
    bench.diagnosis = 'unreachable';
    for (let round = 0; round < 6; ++round) {
      await bench.breakOff();
      bench.clock.advance(30_000);
    }
    await bench.breakOff();
    const count = bench.attempts.length;
    bench.connection.poke();
    expect(bench.attempts).toHaveLength(count + 1);
  });

  test('comes back when a server that goes away has said', async () => {
    bench.welcome();
    const answer = bench.connection.requests.request({ case: 'query', value: {} });
    const { requestId } = bench.last.sent.at(-1)!;
    bench.last.events.frame(frame({ signals: [{ body: { case: 'goingAway', value: { retryAfterMs: 5_000 } } }] }));
    bench.last.events.frame(frame({ replies: [{ requestId: requestId! }] }));
    await expect(answer).resolves.toMatchObject({ requestId }); // what it has read it still answers
    await bench.breakOff(1012);
    bench.clock.advance(4_900);
    expect(bench.attempts).toHaveLength(1);
    bench.clock.advance(1_200);
    expect(bench.attempts).toHaveLength(2);
  });

  test('hears nothing of the connections before, and nothing after it was stopped', async () => {
    bench.welcome();
    const old = bench.last;
    await bench.breakOff();
    bench.clock.advance(300);
    bench.welcome();
    const count = bench.frames.length;
    old.events.frame(frame({ throughSeq: 9 }));
    old.events.closed({ code: 1006, reason: '' });
    expect(bench.frames).toHaveLength(count);
    expect(bench.attempts).toHaveLength(2);
    bench.connection.stop();
    bench.last.events.frame(frame({ throughSeq: 9 }));
    expect(bench.frames).toHaveLength(count);
  });
});

describe('requests', () => {
  const ask = () => bench.connection.requests.request({ case: 'query', value: {} });

  test('are refused without a connection, and lost with it', async () => {
    await expect(ask()).rejects.toBeInstanceOf(Offline);
    bench.welcome();
    const lost = ask();
    void bench.breakOff();
    await expect(lost).rejects.toBeInstanceOf(Offline);
  });

  test('are at most sixteen at a time, and matched with their replies', async () => {
    bench.welcome();
    const before = bench.last.sent.length;
    const all = Array.from({ length: 20 }, ask);
    const ids = () => bench.last.sent.slice(before).map(({ requestId }) => requestId!);
    expect(ids()).toHaveLength(16);
    const [first, second] = ids();
    bench.last.events.frame(frame({ replies: [{ requestId: second!, asOfSeq: 2 }, { requestId: first!, asOfSeq: 1 }, { requestId: 999 }] }));
    expect(ids()).toHaveLength(18);
    await expect(all[0]).resolves.toMatchObject({ asOfSeq: 1 });
    await expect(all[1]).resolves.toMatchObject({ asOfSeq: 2 });
    void bench.breakOff();
    await Promise.allSettled(all);
  });
});
