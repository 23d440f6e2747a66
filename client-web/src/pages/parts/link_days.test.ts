import { expect, test } from 'vitest';
import { daysAhead, isGoodUntil } from './link_days';

test('a link is good from today on, for a year', () => {
  expect(daysAhead('2018-12-31', 1)).toBe('2019-01-01');
  expect(isGoodUntil('2018-12-31', '2018-12-31')).toBe(true);
  expect(isGoodUntil('2019-12-31', '2018-12-31')).toBe(true);
  for (const wrong of ['', '2018-12-30', '2020-01-01', '31/12/2018']) expect(isGoodUntil(wrong, '2018-12-31')).toBe(false);
});
