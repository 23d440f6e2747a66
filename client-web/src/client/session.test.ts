// The whole of a client against a server and a network that fail, from a seed: nothing is lost, nothing is doubled, and
// everybody ends with the same thread.
import { afterEach, describe, expect, test } from 'vitest';
import { Dice } from '../testing/dice';
import { settle } from '../testing/fake_clock';
import { RefusalCode } from '../protocol/messages';
import { theThread } from '../testing/fake_server';
import { World, type Tab } from '../testing/world';

const seeds = Array.from({ length: Number(process.env['RAMURE_WEB_SEEDS'] ?? 150) }, (_, index) => index + 1);

let world: World | undefined;
let backup: ReturnType<World['server']['backUp']> | undefined;
afterEach(async () => {
  await world?.end();
  backup = undefined;
});

async function disturb(each: World, dice: Dice): Promise<void> {
  switch (dice.below(10)) {
    case 0:
      each.server.isUp = false;
      each.server.restart();
      break;
    case 1: {
      const tab = dice.pick(each.tabs);
      each.closeTab(tab);
      await each.openTab(tab.memberId);
      break;
    }
    case 2:
      if (each.tabs.length < 5) await each.openTab(dice.pick(each.tabs).memberId);
      break;
    case 3:
      if (!backup) backup = each.server.backUp();
      else if (dice.chance(50)) each.restore(backup);
      break;
    case 4:
      each.server.refuseNext.push(RefusalCode.OVERLOADED, dice.pick([RefusalCode.OVERLOADED, RefusalCode.INTERNAL]));
      break;
    case 5:
      each.network.socketsBlocked = dice.chance(60);
      break;
    default:
      for (const link of each.server.links) if (dice.chance(40)) link.cut();
  }
}

async function live(each: World, dice: Dice, steps: number): Promise<void> {
  for (let step = 0; step < steps; ++step) {
    if (dice.chance(12)) {
      each.post(dice.pick(each.tabs));
      await settle(6); // until it is on disk: nobody promises what was typed a millisecond before the page was gone
    }
    if (dice.chance(3)) await disturb(each, dice);
    if (dice.chance(10)) each.server.isUp = true;
    if (dice.chance(8)) void openThread(dice.pick(each.tabs));
    for (let times = dice.below(12); times > 0; --times) each.network.move();
    each.clock.advance(dice.below(dice.chance(4) ? 60_000 : 400));
    await settle(2);
  }
}

async function openThread(tab: Tab): Promise<void> {
  const { state } = tab.session;
  const beforeId = state.histories.get(theThread)?.messages[0]?.id;
  const where = beforeId !== undefined && beforeId % 2 === 0 ? { beforeId } : {};
  await tab.session.ask('getHistory', { threadId: theThread, limit: 10, ...where }).catch(() => {});
}

function check(each: World): void {
  const bodies = each.server.journal.map(({ body }) => body);
  expect(new Set(bodies).size, 'said twice').toBe(bodies.length);
  for (const body of each.sent.keys()) {
    if (!each.refused.has(body) && !each.lost.has(body)) expect(bodies).toContain(body); // refused: nobody was signed in yet
  }
  for (const body of bodies) expect(each.sent.has(body)).toBe(true);
  for (const tab of each.tabs) {
    const { state } = tab.session;
    expect(tab.unsent).toEqual([]);
    expect(state.cursorSeq).toBe(each.server.headSeq);
    const window = state.histories.get(theThread);
    const held = window?.messages.map(({ id, body }) => [id, body]);
    const told = each.server.journal.map(({ seq, body }) => [seq, body]);
    if (held && held.length > 0) expect(held).toEqual(told.slice(-held.length));
    expect(window?.moreAfter ?? false).toBe(false);
    expect(state.threads.get(theThread)?.lastMessageId ?? 0).toBe(each.server.journal.at(-1)?.seq ?? 0);
  }
}

describe('a client in a world that fails', () => {
  test.each(seeds)('loses nothing and doubles nothing: seed %i', async (seed) => {
    const dice = new Dice(seed);
    world = new World(`seed ${seed}`, dice);
    await world.begin(dice.chance(50) ? [1, 2] : [1, 1, 2, 3]);
    await live(world, dice, 120);
    world.server.isUp = true;
    await world.rest();
    check(world); // windows as they have grown, also through reloads
    for (const tab of world.tabs) void openThread(tab);
    await world.rest();
    check(world);
  });
});
