// What lies between tabs and a FakeServer: sockets and HTTP polling, on which bytes move when the test says so.
import { pollingTransport, type PostPoll } from '../net/polling';
import type { Closed, OpenTransport } from '../net/transport';
import { decodeServerFrame, encodeClientFrame } from '../protocol/wire';
import type { ServerFrame } from '../protocol/messages';
import type { Dice } from './dice';
import type { FakeClock } from './fake_clock';
import type { FakeLink, FakeServer } from './fake_server';

interface Wire {
  readonly link: FakeLink;
  /** Takes what has been said so far to the client; false when it does not listen at the moment. */
  readonly deliver: (most: number) => boolean;
}

const broken: Closed = { code: 1006, reason: '' };

export class FakeNetwork {
  /** A proxy refuses the Upgrade header. */
  socketsBlocked = false;
  private wires: Wire[] = [];
  private lastPoll = 0;

  constructor(
    private readonly server: FakeServer,
    private readonly clock: FakeClock,
    private readonly dice: Dice,
  ) {}

  /** One thing happens somewhere. */
  move(): void {
    this.wires = this.wires.filter(({ link }) => !link.isCut);
    if (this.wires.length === 0) return;
    const { link, deliver } = this.dice.pick(this.wires);
    const what = this.dice.below(3);
    if (what === 0) this.server.receive(link);
    else if (what === 1) this.server.write(link, 1 + this.dice.below(4));
    else deliver(1 + this.dice.below(2));
  }

  /** Everything that can move does; false when nothing did. */
  moveAll(): boolean {
    let hasMoved = false;
    for (const { link, deliver } of this.wires) {
      while (this.server.receive(link) || this.server.write(link)) hasMoved = true;
      while (link.toClient.length > 0 && !link.isCut && deliver(9)) hasMoved = true;
    }
    return hasMoved;
  }

  socket(memberId: number): OpenTransport {
    return (events) => {
      let isOver = false;
      const end = (why: Closed) => {
        if (isOver) return;
        isOver = true;
        events.closed(why);
      };
      const link = this.socketsBlocked ? undefined : this.server.connect(memberId, ({ closeCode }) => {
        // Some connections die without a word.
        if (closeCode !== 1006 || this.dice.chance(60)) this.clock.after(1, () => end({ code: closeCode, reason: '' }));
      });
      if (!link) {
        this.clock.after(1, () => end(broken));
        return { send: () => {}, close: () => end({ code: 1000, reason: '' }) };
      }
      this.wires.push({ link, deliver: (most) => take(link, most).every((frame) => !isOver && (events.frame(frame), true)) });
      this.clock.after(1, () => !isOver && events.opened());
      return {
        send: (frame) => {
          if (!isOver && !link.isCut) link.toServer.push(encodeClientFrame(frame));
        },
        close: () => {
          link.cut(1000);
          end({ code: 1000, reason: '' });
        },
      };
    };
  }

  polling(memberId: number): OpenTransport {
    const links = new Map<string, { link: FakeLink; waiting: ((frames: readonly ServerFrame[]) => void) | undefined; number: number }>();
    const ask: PostPoll = (poll, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
        const lose = () => this.clock.after(1, () => reject(new Error('lost')));
        let pollId = poll.pollId ?? '';
        if (pollId === '') {
          const link = this.server.connect(memberId, () => this.dice.chance(60) && lose());
          if (!link) return void lose();
          pollId = `poll ${++this.lastPoll}`;
          const entry = { link, waiting: undefined as ((frames: readonly ServerFrame[]) => void) | undefined, number: 0 };
          links.set(pollId, entry);
          this.wires.push({
            link,
            deliver: (most) => {
              const answer = entry.waiting;
              if (!answer) return false;
              entry.waiting = undefined;
              answer(take(link, most));
              return true;
            },
          });
        }
        const entry = links.get(pollId);
        if (!entry || entry.link.isCut) return void lose();
        for (const frame of poll.frames ?? []) entry.link.toServer.push(encodeClientFrame(frame as never));
        if (poll.doesNotWait) return resolve({ pollId, frames: [], closeCode: 0, closeReason: '' });
        if ((poll.number ?? 0) !== entry.number++) throw new Error('a poll was numbered wrongly');
        entry.waiting = (frames) => resolve({ pollId, frames, closeCode: 0, closeReason: '' });
        this.clock.after(25_000, () => !entry.link.isCut && entry.waiting?.([]));
      });
    return pollingTransport(this.clock, ask, (pollId) => links.get(pollId)?.link.cut(1000));
  }
}

function take(link: FakeLink, most: number): ServerFrame[] {
  return link.toClient.splice(0, most).map(decodeServerFrame);
}
