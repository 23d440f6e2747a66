import { expect, test } from 'vitest';
import { settingsWith } from './settings';

test('whoever changes one setting leaves the others as they are', () => {
  const held = { locale: 'fr', timeZone: 'Indian/Reunion', notifications: 2, mail: { digest: 3, noNotices: true }, awayUntil: '2018-08-27' };
  expect(settingsWith(held, { locale: 'en' })).toEqual({ ...held, locale: 'en' });
  expect(settingsWith(held, { awayUntil: '' })).toEqual({ ...held, awayUntil: '' });
});

test('whoever never chose anything chooses only this', () => {
  expect(settingsWith(undefined, { locale: 'en' })).toEqual({ locale: 'en', timeZone: '', notifications: 0, awayUntil: '' });
});
