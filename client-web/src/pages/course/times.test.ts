import { beforeAll, expect, test } from 'vitest';
import { tongue } from '../../text/text.svelte';
import { thereWords, whenWords } from './times';

const at = (starts: string, ends: string, timeZone: string) => ({ startsAtMs: Date.parse(starts), endsAtMs: Date.parse(ends), timeZone });
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

beforeAll(() => tongue.tellTimesOf('Europe/Paris'));

test('a gathering of one day says its day once', () => {
  expect(plain(whenWords(at('2018-06-28T07:30:00Z', '2018-06-28T15:00:00Z', 'Europe/Paris')))).toBe('jeudi 28 juin 2018, de 9 h 30 à 17 h 00');
});

test('one of several days says both', () => {
  expect(plain(whenWords(at('2018-06-28T07:30:00Z', '2018-07-01T15:00:00Z', 'Europe/Paris')))).toBe(
    'Du jeudi 28 juin 2018, 9 h 30 au dimanche 1er juillet 2018, 17 h 00',
  );
});

test('the time of the place is said where its clock shows another one', () => {
  expect(thereWords(at('2018-06-28T07:30:00Z', '2018-06-28T15:00:00Z', 'Europe/Paris'))).toBe('');
  expect(thereWords(at('2018-06-28T07:30:00Z', '2018-06-28T15:00:00Z', 'Europe/Brussels'))).toBe(''); // another name, the same clock
  const there = plain(thereWords(at('2018-06-28T07:30:00Z', '2018-06-28T15:00:00Z', 'Indian/Reunion')));
  expect(there).toMatch(/^Sur place : jeudi 28 juin 2018, de 11 h 30 à 19 h 00 \(.*Réunion\)$/);
});

test('a zone that this device does not know is passed over', () => {
  expect(thereWords(at('2018-06-28T07:30:00Z', '2018-06-28T15:00:00Z', 'Mars/Olympus'))).toBe('');
});
