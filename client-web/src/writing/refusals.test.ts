// What the log refuses, and what the device refuses: what was written stays, told from what is in the text.
import { describe, expect, test } from 'vitest';
import { RefusalCode } from '../protocol/messages';
import { Dice } from '../testing/dice';
import { settle } from '../testing/fake_clock';
import { Disk } from '../testing/text_disk';
import { theRoadmap, type TextTab, TextWorld } from '../testing/text_world';
import { broughtBack, textOf } from './copies';
import { textUnitsMax } from './changes';
import { keepsOwnWords } from './open_text';

async function twoAtWork(): Promise<{ world: TextWorld; anna: TextTab; ben: TextTab; disk: Disk }> {
  const dice = new Dice(7);
  const world = new TextWorld(dice);
  const disk = new Disk(dice);
  const anna = await world.openTab(101, disk);
  const ben = await world.openTab(102, new Disk(dice));
  await world.rest();
  anna.write(0, 0, 'Nous commençons. ');
  await world.rest();
  return { world, anna, ben, disk };
}

describe('what cannot be put into the log is kept as a copy', () => {
  test('the server was restored to an older state: what was written since', async () => {
    const { world, anna, ben } = await twoAtWork();
    anna.cut();
    anna.write(0, 0, 'Sans réseau. ');
    ben.write(0, 0, 'Puis. ');
    ben.cut();
    world.authority.restore(1);
    await world.rest();
    expect(anna.copies.map((copy) => [copy.cause, textOf(copy)])).toEqual([['epoch', 'Sans réseau. Nous commençons. ']]);
    expect(ben.copies.map(textOf)).toEqual(['Puis. Nous commençons. ']);
    for (const tab of [anna, ben]) expect(tab.text).toBe(world.authority.text);
    const back = broughtBack(anna.copies[0]!, 'Nous commençons enfin. ');
    expect(back.apply(anna.host.state.toText('Nous commençons enfin. ')).toString()).toBe('Sans réseau. Nous commençons enfin. ');
  });

  test.each(['archived', 'rights', 'frozen'])('one may not write any more: %s', async (cause) => {
    const { world, anna, ben } = await twoAtWork();
    world.authority.forbidden = cause;
    anna.write(0, 0, 'Trop tard. ');
    await world.rest();
    expect(anna.copies.map((copy) => [copy.cause, textOf(copy)])).toEqual([[cause, 'Trop tard. Nous commençons. ']]);
    expect(anna.text).toBe(ben.text);
    expect(anna.open.unsentCount).toBe(0);
  });

  test('what is written while the copy is made goes into it', async () => {
    const { world, anna } = await twoAtWork();
    world.authority.forbidden = 'rights';
    anna.write(0, 0, 'a');
    await settle(2);
    world.serve(anna);
    anna.write(0, 0, 'b');
    await settle(1);
    anna.write(0, 0, 'c');
    await world.rest();
    expect(textOf(anna.copies.at(-1)!)).toBe('cbaNous commençons. ');
    expect(anna.disk.copies.size, 'the longer one stands in the place of the shorter').toBe(1);
  });

  test('one may not even read it any more: one’s own words are kept, nothing else', async () => {
    const { world, anna, disk } = await twoAtWork();
    anna.cut();
    expect(await keepsOwnWords({ store: disk.forTab({}), owner: 'vallees/101' }, theRoadmap)).toBe(false);
    anna.write(0, 0, 'Mes mots. ');
    await settle(10);
    expect(await keepsOwnWords({ store: disk.forTab({}), owner: 'vallees/101' }, theRoadmap), 'they may become a copy').toBe(true);
    world.serve = (tab) => {
      const asked = tab.toServer.shift();
      if (!asked) return;
      const value = { code: RefusalCode.NOT_FOUND, field: '', message: '', data: {}, retryable: false };
      tab.toClient.push({ deliveries: [], reply: { id: asked.id, reply: { requestId: asked.id, asOfSeq: 1, body: { case: 'refusal', value } } } });
    };
    anna.connect();
    for (let i = 0; i < 40 && !anna.isLost; i += 1) {
      world.move(anna);
      world.clock.advance(100);
      await settle(2);
    }
    await settle(20);
    expect(anna.isLost).toBe(true);
    expect([...disk.copies.values()].map(textOf)).toEqual(['Mes mots. ']);
    expect(await keepsOwnWords({ store: disk.forTab({}), owner: 'vallees/101' }, theRoadmap)).toBe(true);
    expect(JSON.stringify([...disk.bases.values(), ...disk.steps.values(), ...disk.copies.values()])).not.toContain('commençons');
  });

  test('nor does an earlier copy keep the text of whoever may not read it any more', async () => {
    const { world, anna, disk } = await twoAtWork();
    world.authority.forbidden = 'rights';
    anna.write(0, 0, 'Trop tard. ');
    await world.rest();
    expect([...disk.copies.values()].map(textOf)).toEqual(['Trop tard. Nous commençons. ']);
    anna.cut();
    world.serve = (tab) => {
      const asked = tab.toServer.shift();
      if (!asked) return;
      const value = { code: RefusalCode.NOT_FOUND, field: '', message: '', data: {}, retryable: false };
      tab.toClient.push({ deliveries: [], reply: { id: asked.id, reply: { requestId: asked.id, asOfSeq: 1, body: { case: 'refusal', value } } } });
    };
    anna.connect();
    for (let i = 0; i < 40 && !anna.isLost; i += 1) {
      world.move(anna);
      world.clock.advance(100);
      await settle(2);
    }
    await settle(20);
    expect(anna.isLost).toBe(true);
    expect([...disk.copies.values()].map(textOf)).toEqual(['Trop tard. ']);
    expect(JSON.stringify([...disk.bases.values(), ...disk.steps.values(), ...disk.copies.values()])).not.toContain('commençons');
  });

  test('so much happened meanwhile that the log does not move it any more', async () => {
    const { world, anna, ben } = await twoAtWork();
    world.authority.deliveredMax = 3;
    world.authority.movesMax = 10;
    anna.cut();
    anna.write(0, 0, 'Trois semaines plus tard. ');
    for (let i = 0; i < 20; i += 1) {
      ben.write(0, 0, `${i} `);
      await settle(2);
      for (let moves = 0; moves < 30; moves += 1) world.move(ben);
      await settle(2);
    }
    await world.rest();
    expect(anna.copies.map((copy) => [copy.cause, textOf(copy)])).toEqual([['late', 'Trois semaines plus tard. Nous commençons. ']]);
    expect(anna.text).toBe(ben.text);
  });
});

test('three weeks offline, and 300 letters: all of it is moved over what came since', async () => {
  const { world, anna, ben } = await twoAtWork();
  world.authority.deliveredMax = 50;
  world.authority.movesMax = 2_000;
  anna.cut();
  for (let i = 0; i < 300; i += 1) anna.write(i, i, 'x');
  for (let i = 0; i < 200; i += 1) {
    ben.write(ben.text.length, ben.text.length, 'y');
    await settle(1);
    for (let moves = 0; moves < 12; moves += 1) world.move(ben);
  }
  await settle(10);
  world.closeTab(anna); // and the page was closed
  const again = await world.openTab(101, anna.disk);
  expect(again.text, 'also without a network').toBe(`${'x'.repeat(300)}Nous commençons. `);
  await world.rest();
  expect(world.copies).toEqual([]);
  expect(again.text).toBe(`${'x'.repeat(300)}Nous commençons. ${'y'.repeat(200)}`);
  expect(ben.text).toBe(again.text);
});

test('an answer that was lost doubles nothing', async () => {
  const { world, anna, ben } = await twoAtWork();
  anna.write(0, 0, 'Une fois. ');
  await settle(10);
  for (let i = 0; i < 3; i += 1) {
    world.serve(anna); // it is in the log
    anna.cut(); // and nobody heard so
    anna.connect();
    await settle(4);
    world.clock.advance(3_000);
    await settle(4);
  }
  await world.rest();
  expect(ben.text).toBe('Une fois. Nous commençons. ');
});

test('a disk that is full: it is sent all the same, and the page says that it holds it alone', async () => {
  const { world, anna, ben, disk } = await twoAtWork();
  disk.isFull = true;
  anna.write(0, 0, 'Sans disque. ');
  await settle(10);
  expect(anna.open.sync.journal.isUnsafe).toBe(true);
  await world.rest();
  expect(ben.text).toBe('Sans disque. Nous commençons. ');
  disk.isFull = false;
  anna.write(0, 0, 'Et avec. ');
  await world.rest();
  anna.cut();
  anna.write(0, 0, 'Gardé. ');
  await settle(10);
  expect(anna.open.sync.journal.isUnsafe).toBe(false);
  world.closeTab(anna);
  const again = await world.openTab(101, disk);
  expect(again.text).toBe('Gardé. Et avec. Sans disque. Nous commençons. ');
});

test('a copy that the disk refuses too: the page is told that it holds it alone', async () => {
  const { world, anna, disk } = await twoAtWork();
  world.authority.forbidden = 'rights';
  disk.isFull = true;
  anna.write(0, 0, 'Trop tard. ');
  await world.rest();
  expect(anna.open.unsentCount).toBe(0);
  expect(disk.copies.size).toBe(0);
  expect(anna.loose.map(textOf)).toEqual(['Trop tard. Nous commençons. ']);
});

describe('what enters the text', () => {
  test('is cleaned: line ends, controls, halves of characters', async () => {
    const { world, anna, ben } = await twoAtWork();
    anna.write(0, 0, 'a\r\nb\rc\u0000d\u0085e\ud83df\udc00g\u{1F600}\th');
    await world.rest();
    expect(ben.text).toBe('a\nb\ncdefg\u{1F600}\thNous commençons. ');
    expect(anna.write(11, 12, ''), 'half of a character is not taken out').toBe('');
  });

  test('French signs and composed letters stay as they were written', async () => {
    const { world, anna, ben } = await twoAtWork();
    const words = '« L’été\u202f: e\u0301té\u00a0? » – oui…\n';
    anna.write(0, 0, words);
    await world.rest();
    expect(ben.text.startsWith(words)).toBe(true);
  });

  test('is never longer than texts may be: nothing of the text is lost', async () => {
    const { world, anna, ben } = await twoAtWork();
    anna.write(0, 0, 'x'.repeat(10_000_000));
    anna.write(0, 0, 'y'.repeat(textUnitsMax));
    await world.rest();
    expect(ben.text).toBe('Nous commençons. ');
  });
});

test('of two tabs one goes on with what lies on the device, and the other begins from it', async () => {
  const { world, anna, disk, ben } = await twoAtWork();
  anna.cut();
  anna.write(0, 0, 'Premier onglet. ');
  await settle(10);
  const second = await world.openTab(101, disk);
  expect(second.text, 'what is known to be in the log').toBe('Nous commençons. ');
  second.write(0, 0, 'Second onglet. ');
  await settle(10);
  world.closeTab(anna);
  world.closeTab(second);
  const third = await world.openTab(101, disk);
  await world.rest();
  for (const tab of [third, ben]) {
    expect(tab.text).toContain('Premier onglet. ');
    expect(tab.text).toContain('Second onglet. ');
  }
  expect(third.text).toBe(ben.text);
});
