// The speaker's clock.
import { expect, test } from 'vitest';
import { asMinutes, elapsedMs, faceOf, minutesAndSeconds, paused, started, stopped, usual } from './clock';

const minute = 60_000;

test('counts down the speaking, then the questions, then what goes beyond', () => {
  const running = started(stopped, 1_000);
  expect(faceOf(running, 1_000, usual)).toEqual({ part: 'speaking', isOver: false, seconds: 300 });
  expect(faceOf(running, 1_000 + 5 * minute, usual)).toEqual({ part: 'asking', isOver: false, seconds: 300 });
  expect(faceOf(running, 1_000 + 10 * minute, usual)).toEqual({ part: 'asking', isOver: true, seconds: 0 });
  expect(faceOf(running, 1_000 + 11 * minute, usual).seconds).toBe(60);
});

test('stands while it is paused, and goes on from there', () => {
  const held = paused(started(stopped, 0), 2 * minute);
  expect(elapsedMs(held, 9 * minute)).toBe(2 * minute);
  expect(elapsedMs(started(held, 10 * minute), 11 * minute)).toBe(3 * minute);
  expect(elapsedMs(started(started(stopped, 0), minute), minute)).toBe(minute); // a second tap changes nothing
});

test('never runs backwards when the device’s clock is set back', () => {
  expect(elapsedMs(started(stopped, 5_000), 1_000)).toBe(0);
});

test('is set in whole minutes', () => {
  expect([asMinutes(7.4), asMinutes(-3), asMinutes(NaN), asMinutes(1_000)]).toEqual([7, 0, 0, 60]);
  expect(minutesAndSeconds(245)).toBe('4:05');
});
