import { beforeEach, describe, expect, test } from 'vitest';
import { Offline } from '../net/errors';
import { eventOf, historyOf, openWindow, tell, welcomed } from '../testing/told';
import type { Session } from './session';
import { pageSize, ThreadWindow, windowMax, type WindowHost } from './thread_window.svelte';

const threadId = 10;
const all = Array.from({ length: 500 }, (_, index) => 1000 + index); // the ids of the thread's messages

interface Asked {
  readonly beforeId?: number;
  readonly afterId?: number;
  readonly aroundId?: number;
  readonly atMs?: number;
}

class Bench {
  readonly keeper = welcomed();
  readonly asked: Asked[] = [];
  heldMax = 0; // messages, when an answer has come
  isOffline = false;
  readonly host: WindowHost = this.makeHost();
  readonly window = new ThreadWindow(this.host, threadId);

  ids(): readonly number[] {
    return this.window.messages.map(({ id }) => id);
  }

  private makeHost(): WindowHost {
    const { keeper } = this;
    const ask = async (_: string, value: Asked) => {
      this.asked.push(value);
      if (this.isOffline) throw new Offline('there is no connection');
      const [from, to] = rangeOf(value);
      const query = { case: 'getHistory', value: { threadId, ...value } } as const;
      keeper.ask(query)(historyOf(threadId, all.slice(from, to), { before: from > 0, after: to < all.length }), keeper.state.cursorSeq);
      this.heldMax = Math.max(this.heldMax, this.window.messages.length);
    };
    const session = { keeper, ask, get state() { return keeper.state; } } as unknown as Session;
    return { session, get state() { return keeper.state; } };
  }
}

function rangeOf({ beforeId, afterId, aroundId }: Asked): [number, number] {
  if (beforeId !== undefined) return [Math.max(0, all.indexOf(beforeId) - pageSize), all.indexOf(beforeId)];
  if (afterId !== undefined) return [all.indexOf(afterId) + 1, Math.min(all.length, all.indexOf(afterId) + 1 + pageSize)];
  if (aroundId !== undefined) return [Math.max(0, all.indexOf(aroundId) - 25), Math.min(all.length, all.indexOf(aroundId) + 25)];
  return [all.length - pageSize, all.length];
}

let bench: Bench;
beforeEach(() => (bench = new Bench()));

describe('a window on a thread', () => {
  test('opens at the first unread message, and says where the unread line stands', async () => {
    await bench.window.open();
    expect(bench.window.unreadFromId).toBe(11); // as welcomed() says
    expect(bench.asked).toEqual([{ threadId, limit: pageSize, aroundId: 11 }]);
  });

  test('opens at an old message in one round trip, and at the end without any when that is held', async () => {
    await bench.window.open({ messageId: 1200 });
    expect(bench.asked).toHaveLength(1);
    expect([bench.ids().includes(1200), bench.window.moreBefore, bench.window.moreAfter]).toEqual([true, true, true]);
    await bench.window.jumpTo({ messageId: 1201 });
    expect([bench.asked.length, bench.window.targetId]).toEqual([1, 1201]);
    await bench.window.jumpTo('end');
    await bench.window.jumpTo('end');
    expect([bench.asked.length, bench.ids().at(-1)]).toEqual([2, 1499]);
  });

  test('grows at both ends without a gap, and lets go of what is far away', async () => {
    await bench.window.open('end');
    for (let page = 0; page < 6; ++page) await bench.window.loadBefore();
    expect(bench.ids()).toEqual(all.slice(500 - 350, 500 - 350 + windowMax));
    expect([bench.window.moreBefore, bench.window.moreAfter]).toEqual([true, true]);
    for (let page = 0; page < 6; ++page) await bench.window.loadAfter();
    expect(bench.ids()).toEqual(all.slice(-windowMax));
    expect(bench.window.moreAfter).toBe(false);
    expect(bench.heldMax, 'not even for a moment').toBe(windowMax);
    await bench.window.loadAfter();
    expect(bench.asked).toHaveLength(1 + 6 + 3);
  });

  test('follows what is posted while one reads at the end, and holds still while one reads further up', async () => {
    const post = (count: number, first: number) =>
      tell(bench.keeper, ...Array.from({ length: count }, (_, index) => eventOf(first + index, { case: 'messagePosted', value: { threadId } })));
    await bench.window.open('end');
    bench.window.isFollowing = true;
    post(250, 2000);
    bench.window.grown();
    expect([bench.ids().length, bench.ids().at(-1), bench.window.moreBefore]).toEqual([windowMax, 2249, true]);
    bench.window.isFollowing = false;
    const first = bench.ids()[0];
    post(100, 3000);
    bench.window.grown();
    expect([bench.ids()[0], bench.ids().length, bench.window.moreAfter]).toEqual([first, windowMax, true]);
  });

  test('says that it could not be loaded, and is loaded when there is a connection', async () => {
    bench.isOffline = true;
    await bench.window.open('end');
    expect(bench.window.error).toBeInstanceOf(Offline);
    expect(bench.window.isLoaded).toBe(false);
    bench.isOffline = false;
    await bench.window.retry();
    expect([bench.window.error, bench.ids().at(-1)]).toEqual([undefined, 1499]);
    await bench.window.retry();
    expect(bench.asked).toHaveLength(2);
  });

  test('is what another window on the same thread would hold', async () => {
    openWindow(bench.keeper, threadId, [1000, 1001]);
    await bench.window.open('end');
    expect(bench.asked).toHaveLength(0);
    bench.window.drop();
    expect(bench.window.isLoaded).toBe(false);
  });
});
