import { expect, test } from 'vitest';
import { ObstacleNature, RoadmapActionStatus, type DossierFigures } from '../../protocol/messages';
import { tablesOf, type Named } from './figures';

const named: Named = {
  whole: { territories: 'T', participating: 'P', withRoadmap: 'R', roundsHeld: 'H' },
  status: (name) => name,
  nature: (nature) => ObstacleNature[nature]!,
};
const figure = (count: number, hidden = false) => ({ count, hidden });

test('every figure has its row, the hidden ones too', () => {
  const figures = {
    territories: figure(11),
    participating: figure(0, true),
    withRoadmap: figure(4),
    actions: [{ status: RoadmapActionStatus.BLOCKED, actions: figure(0, true) }, { status: RoadmapActionStatus.DONE, actions: figure(0) }],
    natures: [{ nature: ObstacleNature.TRUST, obstacles: figure(5) }],
    themes: [{ themeId: 3, title: 'Tiers lieux', obstacles: figure(3) }],
  } as unknown as DossierFigures;
  const tables = tablesOf(figures, named);
  expect(tables.whole.map(({ name, figure: { count, hidden } }) => [name, hidden ? 'hidden' : count])).toEqual([['T', 11], ['P', 'hidden'], ['R', 4], ['H', 'hidden']]);
  expect(tables.actions).toEqual([{ name: 'BLOCKED', figure: figure(0, true) }, { name: 'DONE', figure: figure(0) }]);
  expect(tables.natures).toEqual([{ name: 'TRUST', figure: figure(5) }]);
  expect(tables.themes).toEqual([{ name: 'Tiers lieux', figure: figure(3) }]);
});
