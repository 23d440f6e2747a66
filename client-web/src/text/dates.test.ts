import { beforeAll, describe, expect, test } from 'vitest';
import { calendarDay, clockTime, dayKey, fieldsOf, longDay, momentOf, nearDay, nearMoment, showsTheSame, startOfDay, zoneName } from './dates';
import { tongue } from './text.svelte';

const moment = Date.parse('2018-06-28T07:42:00Z'); // 9 h 42 in Paris
const dayMs = 24 * 3600 * 1000;

beforeAll(() => tongue.tellTimesOf('Europe/Paris'));

describe('dates', () => {
  test('are told as one says them', () => {
    expect(clockTime(moment)).toBe('9 h 42');
    expect(longDay(moment)).toBe('jeudi 28 juin 2018');
  });

  test('the first of a month is « 1er » in French', () => {
    const first = Date.parse('2018-09-01T10:00:00Z');
    expect(longDay(first)).toBe('samedi 1er septembre 2018');
    expect(nearDay(first, first + 30 * dayMs)).toBe('1er septembre');
    expect(longDay(first + 10 * dayMs)).toBe('mardi 11 septembre 2018');
  });

  test('minutes have two digits, hours do not', () => {
    expect(clockTime(Date.parse('2018-06-28T00:05:00Z'))).toBe('2 h 05');
    expect(clockTime(Date.parse('2018-01-28T23:00:00Z'))).toBe('0 h 00');
  });

  test('another zone may be named', () => {
    expect(clockTime(moment, 'Indian/Reunion')).toBe('11 h 42');
    expect(longDay(moment, 'Pacific/Tahiti')).toBe('mercredi 27 juin 2018');
    expect(dayKey(moment, 'Pacific/Tahiti')).toBe('2018-06-27');
    expect(momentOf('2018-06-28', '11:42', 'Indian/Reunion')).toBe(moment);
    expect(fieldsOf(moment, 'Indian/Reunion')).toEqual(['2018-06-28', '11:42']);
    expect(zoneName(moment, 'Indian/Reunion')).toContain('Réunion');
  });

  test('two zones show the same, or not, at a moment', () => {
    expect(showsTheSame(moment, 'Europe/Brussels')).toBe(true);
    expect(showsTheSame(moment, 'Europe/London')).toBe(false);
    expect(showsTheSame(moment, 'Mars/Olympus')).toBe(true);
  });

  test('say as much as is needed', () => {
    expect(nearDay(moment, moment + 3600_000)).toBe('aujourd’hui');
    expect(nearDay(moment, moment + dayMs)).toBe('hier');
    expect(nearDay(moment, moment + 3 * dayMs)).toBe('jeudi');
    expect(nearDay(moment, moment + 30 * dayMs)).toBe('28 juin');
    expect(nearDay(moment, moment + 400 * dayMs)).toBe('28 juin 2018');
    expect(nearMoment(moment, moment + 60_000)).toBe('9 h 42');
  });

  test('a day begins at midnight of the reader, also when the clocks change', () => {
    for (const day of ['2018-06-28', '2018-03-25', '2018-10-28']) {
      const start = startOfDay(day);
      expect(dayKey(start)).toBe(day);
      expect(dayKey(start - 1)).not.toBe(day);
      expect(clockTime(start)).toBe('0 h 00');
    }
  });
});

test('an unknown zone is not taken', () => {
  tongue.tellTimesOf('Mars/Olympus');
  expect(tongue.timeZone).toBe('Europe/Paris');
});

test('a day and a time in fields are those of the reader’s clock, also when the clocks change', () => {
  for (const [day, time] of [['2018-06-28', '09:30'], ['2018-03-25', '12:00'], ['2018-10-28', '00:00'], ['2018-12-31', '23:59']] as const) {
    expect(fieldsOf(momentOf(day, time))).toEqual([day, time]);
  }
  expect(momentOf('', '09:30')).toBeNaN();
  expect(calendarDay('2018-07-01')).toBe('dimanche 1er juillet 2018');
  expect(calendarDay('bientôt')).toBe('bientôt');
});
