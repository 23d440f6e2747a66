// Several editors on one text, by the dice: changes late, lost or sent twice, connections that break, a server that is
// killed, tabs that are closed between any two moments and opened again. At the end all texts are the server's, and
// nothing that was written is missing.
import { expect, test, vi } from 'vitest';
import { Dice } from '../testing/dice';
import { settle } from '../testing/fake_clock';
import { Disk } from '../testing/text_disk';
import { type TextTab, TextWorld } from '../testing/text_world';
import { useFakeStorage } from '../testing/fake_storage';

const seeds = Number(process.env['RAMURE_WEB_SEEDS'] ?? 300);
const words = ['a', 'é', 'e\u0301', '\n', ' ', 'l’alliance', '\u{1F469}\u200D\u{1F4BB}', '\u{1F600}', '## Axe\n', 'œ', 'un\r\ndeux'];

/** A character that comes nowhere else: what it stands in is told from everything else. */
const markOf = (number: number) => String.fromCodePoint(0x4e00 + number);

class Schedule {
  readonly world: TextWorld;
  private readonly devices: { memberId: number; disk: Disk }[];
  private marks = 0;
  private readonly expected = new Set<string>();

  constructor(
    private readonly dice: Dice,
    many: number,
  ) {
    this.world = new TextWorld(dice);
    this.devices = Array.from({ length: many }, (_, i) => ({ memberId: 101 + (i >> 1), disk: new Disk(dice) }));
  }

  async begin(): Promise<void> {
    for (const { memberId, disk } of this.devices) await this.world.openTab(memberId, disk);
    for (const tab of this.world.tabs) tab.connect();
    await this.world.rest();
  }

  async step(): Promise<void> {
    const { world, dice } = this;
    const tab = world.tabs[dice.below(world.tabs.length)];
    if (!tab) return this.openAgain();
    const act = dice.below(40);
    if (act < 9) this.write(tab);
    else if (act === 9 && dice.chance(40)) tab.cut();
    else if (act === 10) tab.connect();
    else if (act === 11 && dice.chance(10)) world.restartServer();
    else if (act === 12 && dice.chance(25)) await this.close(tab);
    else if (act === 13) await this.openAgain();
    else if (act === 14) world.clock.advance(200 + dice.below(3_000));
    else if (act === 15) tab.host.isComposing = !tab.host.isComposing;
    else world.move(tab);
    if (dice.chance(60)) await settle(1);
  }

  private write(tab: TextTab): void {
    const { dice } = this;
    if (!tab.open.text.isBegun) return;
    const length = tab.open.text.text.length;
    const from = dice.below(length + 1);
    const to = dice.chance(40) ? Math.min(length, from + dice.below(length > 150 ? 25 : 6)) : from;
    // What one takes out again before it was sent need not be in the log: late work is sent as few changes.
    const unsent = tab.open.text.push().changes.map(({ inserted }) => inserted).join('');
    for (const each of tab.text.slice(from, to)) if (unsent.includes(each)) this.expected.delete(each);
    const mark = dice.chance(80) ? markOf(++this.marks) : '';
    const inserted = tab.write(from, to, dice.pick(words) + mark);
    if (mark !== '' && inserted.includes(mark)) this.expected.add(mark);
  }

  /** What is on disk by then has to come back; of the rest nobody can know. */
  private async close(tab: TextTab): Promise<void> {
    if (this.dice.chance(50)) await settle(40);
    this.world.closeTab(tab);
    const kept = this.world.authority.inserted + JSON.stringify([...tab.disk.bases.values(), ...tab.disk.steps.values()]);
    const elsewhere = this.world.tabs.map((other) => other.text + JSON.stringify(other.open.text.push())).join('');
    for (const mark of this.expected) if (!kept.includes(mark) && !elsewhere.includes(mark) && !this.isOnDisks(mark)) this.expected.delete(mark);
  }

  private isOnDisks(mark: string): boolean {
    return this.devices.some(({ disk }) => JSON.stringify([...disk.bases.values(), ...disk.steps.values()]).includes(mark));
  }

  private async openAgain(): Promise<void> {
    const device = this.dice.pick(this.devices);
    if (this.world.tabs.filter(({ disk }) => disk === device.disk).length >= 2) return; // two tabs of one person
    const tab = await this.world.openTab(device.memberId, device.disk);
    if (this.dice.chance(70)) tab.connect();
  }

  async end(): Promise<void> {
    for (const { memberId, disk } of this.devices) if (!this.world.tabs.some((tab) => tab.disk === disk)) await this.world.openTab(memberId, disk);
    await this.world.rest();
    for (const tab of [...this.world.tabs]) this.world.closeTab(tab); // also what a second tab had left is brought in
    for (const { memberId, disk } of this.devices) await this.world.openTab(memberId, disk);
    await this.world.rest();
  }

  check(): void {
    const { authority, tabs, copies } = this.world;
    for (const tab of tabs) expect(tab.text).toBe(authority.text);
    expect(copies).toEqual([]);
    for (const mark of this.expected) expect(authority.inserted).toContain(mark);
    for (const mark of this.expected) expect(authority.inserted.split(mark).length, 'once').toBe(2);
  }
}

async function run(seed: number, prepare: (schedule: Schedule) => void = () => {}): Promise<Schedule> {
  const dice = new Dice(seed);
  const schedule = new Schedule(dice, seed % 25 === 0 ? 12 : 2 + dice.below(4));
  prepare(schedule);
  await schedule.begin();
  for (let i = 0; i < 160; i += 1) await schedule.step();
  await schedule.end();
  return schedule;
}

test.each(Array.from({ length: 10 }, (_, block) => block))('nobody loses a letter, whatever happens: tenth %i of the seeds', async (block) => {
  for (let seed = block + 1; seed <= seeds; seed += 10) {
    try {
      (await run(seed)).check();
    } catch (error) {
      throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
    }
  }
}, 120_000);

test('who was away for long is brought in all the same', async () => {
  for (let seed = 1; seed <= seeds / 5; seed += 1) {
    const schedule = await run(1_000 + seed, ({ world }) => (world.authority.deliveredMax = 3));
    try {
      schedule.check();
    } catch (error) {
      throw new Error(`seed ${1_000 + seed}: ${String(error)}`, { cause: error });
    }
  }
}, 120_000);

test('a page that closes while its text is put down anew loses nothing, whichever base is on disk', async () => {
  for (let seed = 1; seed <= seeds / 3; seed += 1) {
    useFakeStorage();
    const dice = new Dice(seed);
    const world = new TextWorld(dice);
    const disk = new Disk(dice);
    const tab = await world.openTab(101, disk);
    await world.rest();
    tab.cut();
    tab.write(0, 0, 'Un. ');
    await settle(dice.below(4));
    tab.write(4, 4, 'Deux. ');
    world.clock.advance(dice.below(3)); // of the same moment, or of another one
    tab.open.sync.told(!tab.open.sync.canWrite);
    await settle(dice.below(3));
    tab.write(10, 10, 'Trois. ');
    if (dice.chance(30)) tab.open.sync.told(!tab.open.sync.canWrite);
    await settle(dice.below(3));
    tab.write(17, 17, 'Quatre.');
    await settle(dice.below(3));
    tab.open.sync.journal.putDownNow();
    await settle(dice.below(3));
    world.closeTab(tab);
    const again = await world.openTab(101, disk);
    expect(again.text, `seed ${seed}`).toBe('Un. Deux. Trois. Quatre.');
    await world.rest();
    expect(world.authority.text, `seed ${seed}`).toBe('Un. Deux. Trois. Quatre.');
    vi.unstubAllGlobals();
  }
}, 120_000);
