import { expect, test } from 'vitest';
import { backoffMs, ServerClock } from './time';

test('waiting doubles up to half a minute, and never everybody waits the same', () => {
  expect([1, 2, 3, 4].map((failures) => backoffMs(failures, () => 1))).toEqual([500, 1000, 2000, 4000]);
  expect(backoffMs(50, () => 1)).toBe(30_000);
  expect(backoffMs(50, () => 0)).toBe(15_000);
});

test('of all samples of the server’s clock the quickest is believed', () => {
  const clock = new ServerClock();
  clock.sample(1_000, 6_000, 3_000); // 2 s on the way: anything from +3 s to +5 s
  expect(clock.toServer(0)).toBe(4_000);
  clock.sample(10_000, 15_010, 10_020);
  expect(clock.toServer(0)).toBe(5_000);
  clock.sample(20_000, 90_000, 29_000);
  expect(clock.toServer(0)).toBe(5_000);
  clock.forget();
  clock.sample(20_000, 90_000, 22_000);
  expect(clock.toServer(0)).toBe(69_000);
});
