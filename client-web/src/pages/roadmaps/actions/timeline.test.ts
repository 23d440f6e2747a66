// Where actions lie in time, and which of them are late or due.
import { describe, expect, test } from 'vitest';
import { RoadmapActionStatus as Status, type RoadmapAction } from '../../../protocol/messages';
import { countByStatus, dueWithin, isLate, timelineOf } from './timeline';

const action = (change: Partial<RoadmapAction>): RoadmapAction => ({
  id: 1, title: 'Nommer un pilote', owner: '', partners: '', means: '', indicator: '', axis: '', due: '', status: Status.TO_START,
  obstacleThreadId: 0, starts: '', changedBy: 0, changedAtMs: 0, ...change,
});

describe('the picture', () => {
  test('goes from the first day of the first month to the end of the last', () => {
    const { bars, months } = timelineOf([action({ starts: '2018-09-01', due: '2018-10-31' }), action({ id: 2, due: '2018-12-31' })], '2018-10-15');
    expect(months.map(({ key }) => key)).toEqual(['2018-09', '2018-10', '2018-11', '2018-12']);
    expect(bars[0]?.from).toBe(0);
    expect(bars[0]?.to).toBeCloseTo(60 / 122);
    expect(bars[1]?.from).toBe(bars[1]?.to); // one day
    expect(bars[1]?.to).toBeLessThan(1);
  });

  test('shows today only where it lies within', () => {
    const actions = [action({ starts: '2018-09-01', due: '2018-10-31' })];
    expect(timelineOf(actions, '2018-09-01').today).toBe(0);
    expect(timelineOf(actions, '2019-05-01').today).toBeUndefined();
  });

  test('sets aside what has no date, and takes dates that were turned round', () => {
    const { bars, undated } = timelineOf([action({}), action({ id: 2, starts: '2018-12-01', due: '2018-10-01' }), action({ id: 3, due: 'bientôt' })], '2018-10-15');
    expect(undated.map(({ id }) => id)).toEqual([1, 3]);
    expect(bars[0]!.from).toBeLessThan(bars[0]!.to);
  });

  test('of ten years has at most twelve months on its rule', () => {
    expect(timelineOf([action({ starts: '2018-01-01', due: '2028-01-01' })], '2018-10-15').months.length).toBeLessThanOrEqual(12);
  });

  test('of nothing is empty', () => {
    expect(timelineOf([], '2018-10-15')).toEqual({ bars: [], undated: [], months: [], today: undefined });
  });
});

test('late is what is neither done nor given up, though its day has passed', () => {
  expect(isLate(action({ due: '2018-10-14' }), '2018-10-15')).toBe(true);
  expect(isLate(action({ due: '2018-10-15' }), '2018-10-15')).toBe(false);
  expect(isLate(action({ due: '2018-10-14', status: Status.DONE }), '2018-10-15')).toBe(false);
  expect(isLate(action({ due: '' }), '2018-10-15')).toBe(false);
});

test('due soon is what lies within the days, what is late first', () => {
  const actions = [action({ id: 1, due: '2018-11-10' }), action({ id: 2, due: '2018-10-01' }), action({ id: 3, due: '2018-12-31' }), action({ id: 4, due: '2018-11-01', status: Status.ABANDONED })];
  expect(dueWithin(actions, '2018-10-15', 30).map(({ id }) => id)).toEqual([2, 1]);
});

test('statuses are counted in their own order, and those that nothing has are left out', () => {
  const actions = [action({ status: Status.DONE }), action({ status: Status.UNSPECIFIED }), action({ status: Status.TO_START })];
  expect(countByStatus(actions)).toEqual([{ status: Status.TO_START, count: 2 }, { status: Status.DONE, count: 1 }]);
});
