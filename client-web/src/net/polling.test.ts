import { describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../testing/fake_clock';
import type { Init, Plain } from '../protocol/plain';
import type { Poll, PollAnswer } from '../protocol/gen/ramure/v1/polling_pb';
import { decodeServerFrame } from '../protocol/wire';
import { pollingTransport } from './polling';
import type { Closed } from './transport';

interface Asked {
  readonly poll: Init<Poll>;
  readonly answer: (answer: Partial<Plain<PollAnswer>>) => void;
  readonly fail: () => void;
}

function open() {
  const clock = new FakeClock();
  const asked: Asked[] = [];
  const frames: number[] = [];
  const ended: string[] = [];
  let closed: Closed | undefined;
  const transport = pollingTransport(
    clock,
    (poll) =>
      new Promise((resolve, reject) => {
        const answer = (given: Partial<Plain<PollAnswer>>) => resolve({ pollId: 'p', frames: [], closeCode: 0, closeReason: '', ...given });
        asked.push({ poll, answer, fail: () => reject(new Error('lost')) });
      }),
    (pollId) => ended.push(pollId),
  )({
    opened: () => transport.send({ requestId: 1, body: { case: 'hello', value: {} } }),
    frame: (frame) => frames.push(frame.throughSeq),
    alive: () => {},
    closed: (why) => (closed = why),
  });
  return { clock, asked, frames, ended, transport, closed: () => closed };
}

const frame = (throughSeq: number) => ({ ...decodeServerFrame(new Uint8Array()), throughSeq });
const command = (requestId: number) => ({ requestId, body: { case: 'query', value: {} } }) as const;
const idsOf = (asked: Asked | undefined) => asked?.poll.frames?.map(({ requestId }) => requestId);

describe('long polling', () => {
  test('begins with Hello, then always has one request that waits', async () => {
    const { asked, frames } = open();
    await settle();
    expect(asked).toHaveLength(1);
    expect(asked[0]?.poll).toMatchObject({ pollId: '', frames: [{ requestId: 1 }] });
    asked[0]?.answer({ frames: [frame(4)] });
    await settle();
    expect(asked[1]?.poll).toEqual({ pollId: 'p', number: 1, frames: [] });
    asked[1]?.answer({ frames: [frame(5), frame(6)] });
    await settle();
    expect(asked[2]?.poll.number).toBe(2);
    expect(frames).toEqual([4, 5, 6]);
  });

  test('brings frames beside the waiting request, one request at a time and in order', async () => {
    const { asked, transport } = open();
    await settle();
    asked[0]?.answer({});
    await settle();
    transport.send(command(2));
    transport.send(command(3));
    await settle();
    expect(asked).toHaveLength(3);
    expect(asked[2]?.poll.doesNotWait).toBe(true);
    expect(idsOf(asked[2])).toEqual([2]);
    transport.send(command(4));
    await settle();
    expect(asked).toHaveLength(3);
    asked[2]?.answer({});
    await settle();
    expect(idsOf(asked[3])).toEqual([3, 4]);
  });

  test('is over when an answer is lost, when none comes, and when the server says so', async () => {
    const lost = open();
    await settle();
    lost.asked[0]?.fail();
    await settle();
    expect(lost.closed()?.code).toBe(1006);

    const silent = open();
    await settle();
    silent.clock.advance(60_000);
    expect(silent.closed()?.code).toBe(1006);

    const told = open();
    await settle();
    told.asked[0]?.answer({ frames: [frame(9)], closeCode: 1012 });
    await settle();
    expect(told.frames).toEqual([9]);
    expect(told.closed()?.code).toBe(1012);
    expect(told.asked).toHaveLength(1);
  });

  test('says that the page is closing', async () => {
    const { asked, ended, transport, frames } = open();
    await settle();
    asked[0]?.answer({});
    await settle();
    transport.close();
    asked[1]?.answer({ frames: [frame(5)] });
    await settle();
    expect(ended).toEqual(['p']);
    expect(frames).toEqual([]);
  });
});
