import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Offline, RefusalError } from '../net/errors';
import { RefusalCode, type CommandBody, type Reply } from '../protocol/messages';
import { FakeClock, settle } from '../testing/fake_clock';
import { FakeLocks } from '../testing/fake_locks';
import { Outbox } from './outbox';
import type { OutboxRow } from './outbox_row';
import { memoryStore, type OutboxStore } from './outbox_store';

const post = (body: string, threadId = 10): CommandBody => ({ case: 'postMessage', value: { threadId, body } });
const accepted = (seq: number): Reply['body'] => ({
  case: 'accepted',
  value: { firstSeq: seq, lastSeq: seq, repeated: false, privateRevision: 0 },
});
const refusal = (code: RefusalCode, retryable = false, data = {}): Reply['body'] => ({
  case: 'refusal',
  value: { code, field: '', message: 'no', data, retryable },
});

interface Sent {
  readonly row: OutboxRow;
  readonly answer: (body: Reply['body']) => void;
  readonly lose: () => void;
}

class Bench {
  readonly clock = new FakeClock();
  readonly locks = new FakeLocks();
  store: OutboxStore = memoryStore();
  sent: Sent[] = [];
  shown: readonly OutboxRow[] = [];
  boxes: Outbox[] = [];

  async open(tab: object = {}): Promise<Outbox> {
    const box: Outbox = new Outbox({
      owner: 'vallees/31',
      store: this.store,
      locks: this.locks.forTab(tab),
      clock: this.clock,
      random: () => 0.5,
      send: (row) =>
        new Promise((resolve, reject) => {
          const answer = (body: Reply['body']) => resolve({ requestId: 0, asOfSeq: 0, body });
          this.sent.push({ row, answer, lose: () => reject(new Offline('lost')) });
        }),
      untilSeen: async () => {},
      onChange: (rows) => (this.shown = rows),
      announce: () => {
        for (const other of this.boxes) if (other !== box) void other.open();
      },
    });
    this.boxes.push(box);
    await box.open();
    return box;
  }

  bodies(): unknown[] {
    return this.sent.map(({ row }) => (row.body.value as { body?: string }).body);
  }
}

let bench: Bench;
let outbox: Outbox;
beforeEach(async () => {
  bench = new Bench();
  outbox = await bench.open();
});

describe('the outbox', () => {
  test('says when it holds a row: from then on no form has to keep its words', async () => {
    const told: [string, boolean, number][] = [];
    const add = () => void outbox.add(post('un'), (key, isOnDisk) => told.push([key, isOnDisk, bench.sent.length]));
    outbox.connected(true);
    add();
    await settle();
    const [row] = await bench.store.all('vallees/31');
    expect(told).toEqual([[row?.key, true, 0]]);
    bench.store.put = () => Promise.reject(new Error('full'));
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    add();
    await settle();
    expect(told[1]?.[1]).toBe(false);
  });

  test.each(['addSentence', 'planGathering', 'openWorkshop', 'publishDossier'])('keeps what was refused of %s until its author gives it up', async (kind) => {
    outbox.connected(true);
    const answer = outbox.add({ case: 'course', value: { body: { case: kind, value: {} } } } as unknown as CommandBody);
    answer.catch(() => {});
    await settle();
    bench.sent[0]?.answer(refusal(RefusalCode.FORBIDDEN));
    await expect(answer).rejects.toThrow();
    const again = await bench.open();
    expect(again.list).toMatchObject([{ refusal: { code: RefusalCode.FORBIDDEN } }]);
    expect(await again.cancel(again.list[0]!.key)).toBe(true);
    expect(await bench.store.all('vallees/31')).toEqual([]);
  });

  test('has a row on disk before it is sent, until it is accepted', async () => {
    const answer = outbox.add(post('un'));
    await settle();
    expect(await bench.store.all('vallees/31')).toHaveLength(1);
    expect(bench.sent).toHaveLength(0);
    outbox.connected(true);
    await settle();
    bench.sent[0]?.answer(accepted(7));
    await expect(answer).resolves.toMatchObject({ firstSeq: 7 });
    expect(await bench.store.all('vallees/31')).toHaveLength(0);
    expect(bench.shown).toHaveLength(0);
  });

  test('never sends before the disk has taken the row', async () => {
    let letGo = () => {};
    const { store } = bench;
    bench.store = { ...store, put: (row) => new Promise((resolve) => (letGo = () => void store.put(row).then(resolve))) };
    const slow = await bench.open();
    slow.connected(true);
    void slow.add(post('un'));
    await settle();
    expect(bench.sent).toHaveLength(0);
    letGo();
    await settle();
    letGo();
    await settle();
    expect(bench.sent).toHaveLength(1);
  });

  test('sends all the same when the disk is full, and says that it is not safe', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    bench.store = { ...bench.store, put: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) };
    const full = await bench.open();
    full.connected(true);
    const answer = full.add(post('un'));
    await settle();
    expect(full.isUnsafe).toBe(true);
    bench.sent[0]?.answer(accepted(7));
    await expect(answer).resolves.toMatchObject({ firstSeq: 7 });
  });

  test('sends the same key again when the connection broke', async () => {
    outbox.connected(true);
    const answer = outbox.add(post('un'));
    await settle();
    outbox.connected(false);
    bench.sent[0]?.lose();
    await settle();
    expect(bench.sent).toHaveLength(1);
    outbox.connected(true);
    await settle();
    expect(bench.sent[1]?.row.key).toBe(bench.sent[0]?.row.key);
    bench.sent[1]?.answer(accepted(7));
    await answer;
  });

  test('keeps the order within a thread, and lets others pass', async () => {
    outbox.connected(true);
    void outbox.add(post('un'));
    void outbox.add(post('deux'));
    void outbox.add(post('ailleurs', 11));
    await settle();
    expect(bench.bodies()).toEqual(['un', 'ailleurs']);
    bench.sent[0]?.answer(accepted(1));
    await settle();
    expect(bench.bodies()).toEqual(['un', 'ailleurs', 'deux']);
  });

  test('waits when the server asks for it', async () => {
    outbox.connected(true);
    void outbox.add(post('un'));
    await settle();
    bench.sent[0]?.answer(refusal(RefusalCode.RATE_LIMITED, true, { retry_after_ms: '5000' }));
    await settle();
    bench.clock.advance(4_900);
    await settle();
    expect(bench.sent).toHaveLength(1);
    bench.clock.advance(200);
    await settle();
    expect(bench.sent).toHaveLength(2);
  });

  test('gives up after three faults of the server, and keeps what was written', async () => {
    outbox.connected(true);
    const answer = outbox.add(post('un'));
    answer.catch(() => {});
    for (let round = 0; round < 3; ++round) {
      await settle();
      bench.sent[round]?.answer(refusal(RefusalCode.INTERNAL));
      await settle();
      bench.clock.advance(30_000);
    }
    await expect(answer).rejects.toMatchObject({ code: RefusalCode.INTERNAL });
    expect(bench.sent).toHaveLength(3);
    expect(bench.shown).toMatchObject([{ body: post('un'), refusal: { code: RefusalCode.INTERNAL } }]);
  });

  test('gives up what ends the connection three times', async () => {
    outbox.connected(true);
    const answer = outbox.add(post('poison'));
    answer.catch(() => {});
    for (let round = 0; round < 3; ++round) {
      await settle();
      void outbox.suspect();
      bench.sent[round]?.lose();
    }
    await expect(answer).rejects.toBeInstanceOf(RefusalError);
    expect(bench.sent).toHaveLength(3);
  });

  test('keeps words that were refused until they are sent anew, or given up', async () => {
    outbox.connected(true);
    const answer = outbox.add(post('un'));
    await settle();
    bench.sent[0]?.answer(refusal(RefusalCode.ARCHIVED));
    await expect(answer).rejects.toMatchObject({ code: RefusalCode.ARCHIVED });
    expect(await bench.store.all('vallees/31')).toHaveLength(1);
    const { key } = bench.shown[0]!;
    const again = outbox.retry(key);
    await settle();
    expect(bench.sent[1]?.row.key).not.toBe(key);
    bench.sent[1]?.answer(accepted(8));
    await expect(again).resolves.toMatchObject({ firstSeq: 8 });
    expect(await bench.store.all('vallees/31')).toHaveLength(0);
  });

  test('keeps an opinion on a roadmap that was refused after its page was closed', async () => {
    outbox.connected(true);
    const opinion = { case: 'roadmap' as const, value: { roadmapId: 12, body: { case: 'comment' as const, value: { text: 'Qui décide ?' } } } };
    const answer = outbox.add(opinion);
    await settle();
    bench.sent[0]?.answer(refusal(RefusalCode.FORBIDDEN));
    await expect(answer).rejects.toThrow();
    await settle();
    expect(bench.shown).toMatchObject([{ body: opinion, refusal: { code: RefusalCode.FORBIDDEN } }]);
  });

  test('keeps nothing of refused clicks', async () => {
    outbox.connected(true);
    const answer = outbox.add({ case: 'pinMessage', value: { messageId: 3, pinned: true } });
    await settle();
    bench.sent[0]?.answer(refusal(RefusalCode.FORBIDDEN));
    await expect(answer).rejects.toMatchObject({ code: RefusalCode.FORBIDDEN });
    expect(bench.shown).toHaveLength(0);
  });

  test('takes back what was not sent, and nothing that may have arrived', async () => {
    const answer = outbox.add(post('un'));
    answer.catch(() => {});
    await settle();
    expect(await outbox.cancel(bench.shown[0]!.key)).toBe(true);
    await expect(answer).rejects.toBeInstanceOf(RefusalError);
    expect(await bench.store.all('vallees/31')).toHaveLength(0);

    outbox.connected(true);
    void outbox.add(post('deux'));
    await settle();
    outbox.connected(false);
    bench.sent[0]?.lose();
    await settle();
    expect(await outbox.cancel(bench.shown[0]!.key)).toBe(false);
  });

  test('sends of many drafts only the last, and answers for all', async () => {
    const drafts = ['a', 'ab', 'abc'].map((text) => outbox.add({ case: 'saveDraft', value: { threadId: 10, text } }));
    await settle();
    outbox.connected(true);
    await settle();
    expect(bench.sent.map(({ row }) => row.body.value)).toEqual([{ threadId: 10, text: 'abc' }]);
    bench.sent[0]?.answer(accepted(0));
    await Promise.all(drafts);
  });
});

describe('the outbox of several tabs', () => {
  test('sends a row once at a time, and takes over from a tab that was closed', async () => {
    const first = {};
    const box = await bench.open(first);
    const other = await bench.open({});
    box.connected(true);
    other.connected(true);
    void box.add(post('un'));
    await settle();
    expect(bench.sent).toHaveLength(1);
    box.close();
    bench.locks.closeTab(first);
    await settle();
    expect(bench.sent).toHaveLength(2);
    expect(bench.sent[1]?.row.key).toBe(bench.sent[0]?.row.key);
    bench.sent[1]?.answer(accepted(7));
    await settle();
    expect(other.list).toHaveLength(0);
  });

  test('shows what another tab has written, and no longer when that was accepted', async () => {
    const box = await bench.open({});
    const other = await bench.open({});
    void box.add(post('un'));
    await settle();
    expect(other.list).toHaveLength(1);
    box.connected(true);
    await settle();
    bench.sent[0]?.answer(accepted(7));
    await settle();
    expect(other.list).toHaveLength(0);
  });

  test('takes up what an earlier page has left', async () => {
    void outbox.add(post('un'));
    await settle();
    outbox.close();
    const later = await bench.open({});
    later.connected(true);
    await settle();
    expect(bench.bodies()).toEqual(['un']);
  });
});
