import { expect, test } from 'vitest';
import { Dice } from '../testing/dice';
import { Disk } from '../testing/text_disk';
import { type TextTab, TextWorld } from '../testing/text_world';

async function twoInOneParagraph(): Promise<{ world: TextWorld; anna: TextTab; ben: TextTab; pass: () => Promise<void> }> {
  const dice = new Dice(11);
  const world = new TextWorld(dice);
  const anna = await world.openTab(101, new Disk(dice));
  const ben = await world.openTab(102, new Disk(dice));
  await world.rest();
  anna.write(0, 0, 'la for');
  await world.rest();
  const pass = async () => {
    for (let i = 0; i < 80; i += 1) {
      for (const tab of [anna, ben]) world.move(tab);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { world, anna, ben, pass };
}

test('what others write waits until a letter that is being composed is whole', async () => {
  const { world, anna, ben, pass } = await twoInOneParagraph();
  anna.host.isComposing = true;
  anna.write(6, 6, '^');
  ben.write(0, 0, 'Dans ');
  await pass();
  expect(world.authority.text).toContain('Dans ');
  expect(anna.text).toBe('la for^');
  anna.host.isComposing = false;
  anna.write(6, 7, 'êt');
  world.clock.advance(60);
  expect(anna.text).toBe('Dans la forêt');
  await world.rest();
  expect(ben.text).toBe('Dans la forêt');
});

test('who composes for long, as on a phone, reads what others write all the same', async () => {
  const { world, anna, ben, pass } = await twoInOneParagraph();
  anna.host.isComposing = true;
  ben.write(0, 0, 'Dans ');
  await pass();
  expect(anna.text).toBe('la for');
  world.clock.advance(1_600);
  expect(anna.text).toBe('Dans la for');
});

test('that one’s own changes are in the log is heard while one composes', async () => {
  const { anna, pass } = await twoInOneParagraph();
  anna.host.isComposing = true;
  anna.write(6, 6, 'êt');
  await pass();
  expect(anna.open.unsentCount).toBe(0);
});
