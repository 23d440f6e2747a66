import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventOf, followUp, me, openWindow, plenary, tell, welcomed } from '../testing/told';
import { CacheWriter, cacheableCore, dropCache, loadCache } from './cache';
import { openDatabase, type Database } from './database';

const owner = 'vallees/5';
let database: Database;
let count = 0;
beforeEach(async () => {
  database = (await openDatabase(`cache ${++count}`))!;
});
afterEach(() => database.close());

async function everythingWritten(): Promise<string> {
  const pieces = await database.getAll('cache');
  return JSON.stringify(pieces, (_, value: unknown) => (value instanceof Map || value instanceof Set ? [...value] : value));
}

describe('the cache', () => {
  test('gives back the state as it was, with its windows', async () => {
    const keeper = welcomed();
    openWindow(keeper, 10, [11, 12]);
    await new CacheWriter(database, owner).write(keeper.state);
    const cached = (await loadCache(database, owner))!;
    expect(cached.threads.get(10)).toEqual(keeper.state.threads.get(10));
    expect(cached.histories.get(10)).toEqual(keeper.state.histories.get(10));
    expect([cached.cursorSeq, cached.epoch, cached.me]).toEqual([keeper.state.cursorSeq, keeper.state.epoch, keeper.state.me]);
    expect(await loadCache(database, 'vallees/6')).toBeUndefined();
  });

  test('holds nothing of what is said in confidence, and wishes for it', async () => {
    const keeper = welcomed();
    openWindow(keeper, 30, [31]);
    const history = { case: 'messagePosted', value: { threadId: 30, body: 'très secret', replyToId: 31 } } as const;
    tell(keeper, eventOf(101, history, { audience: { case: 'channelId', value: followUp } }));
    await new CacheWriter(database, owner).write(keeper.state);
    const written = await everythingWritten();
    for (const word of ['secret', 'Confidence', 'Suivi', 'corps 31']) expect(written).not.toContain(word);
    const cached = (await loadCache(database, owner))!;
    expect([...cached.wants.channels]).toEqual([followUp]);
    expect([...cached.channels.keys()]).toEqual([plenary]);
  });

  test('knows nothing of a place that was entered and not yet looked at', () => {
    const keeper = welcomed();
    const membership = { channelId: 40, memberId: me };
    tell(keeper, eventOf(101, { case: 'membershipGranted', value: { membership } }, { audience: { case: 'memberId', value: me } }));
    expect([...cacheableCore(keeper.state, new Map()).wants.channels].sort()).toEqual([followUp, 40]);
  });

  test('forgets what was left', async () => {
    const keeper = welcomed();
    openWindow(keeper, 10, [11]);
    const writer = new CacheWriter(database, owner);
    await writer.write(keeper.state);
    tell(keeper, eventOf(101, { case: 'membershipEnded', value: { channelId: plenary } }, { audience: { case: 'memberId', value: me } }));
    await writer.write(keeper.state);
    const written = await everythingWritten();
    for (const word of ['Plénière', 'Deux', 'corps 11']) expect(written).not.toContain(word);
  });

  test('holds the end of long windows, and none that does not reach it', async () => {
    const keeper = welcomed();
    openWindow(keeper, 10, Array.from({ length: 200 }, (_, index) => 11 + index));
    openWindow(keeper, 20, [21], { after: true });
    await new CacheWriter(database, owner).write(keeper.state);
    const cached = (await loadCache(database, owner))!;
    expect(cached.histories.get(10)?.messages.at(-1)?.id).toBe(210);
    expect(cached.histories.get(10)?.messages.length).toBe(100);
    expect(cached.histories.get(10)?.moreBefore).toBe(true);
    expect(cached.histories.has(20)).toBe(false);
  });

  test('of two tabs is read without a gap, whoever wrote last', async () => {
    const [ahead, behind] = [welcomed(), welcomed()];
    for (const keeper of [ahead, behind]) openWindow(keeper, 10, [11]);
    const [first, second] = [new CacheWriter(database, owner), new CacheWriter(database, owner)];
    tell(ahead, eventOf(101, { case: 'messagePosted', value: { threadId: 10 } }));
    await second.write(behind.state);
    await first.write(ahead.state);
    await second.write(behind.state); // its window is as of before 101
    tell(ahead, eventOf(102, { case: 'messagePosted', value: { threadId: 20 } }));
    await first.write(ahead.state); // its own window has not changed since
    const cached = (await loadCache(database, owner))!;
    const window = cached.histories.get(10);
    expect(cached.cursorSeq).toBe(102);
    if (window) expect(window.messages.map(({ id }) => id)).toEqual([11, 101]);
    tell(behind, eventOf(101, { case: 'messagePosted', value: { threadId: 10 } }));
    await second.write(behind.state);
    await first.write(ahead.state);
    expect((await loadCache(database, owner))!.histories.has(10)).toBe(false);
  });

  test('drops what another page has left when it is written anew, and everything when it is told to', async () => {
    const keeper = welcomed();
    openWindow(keeper, 10, [11]);
    await new CacheWriter(database, owner).write(keeper.state);
    await new CacheWriter(database, owner).write(welcomed().state);
    expect((await loadCache(database, owner))?.histories.size).toBe(0);
    await dropCache(database, owner);
    expect(await database.getAll('cache')).toEqual([]);
  });
});
