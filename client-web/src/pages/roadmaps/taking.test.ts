import { expect, test } from 'vitest';
import { RoadmapStage } from '../../protocol/gen/ramure/v1/roadmap_pb';
import { versionName } from './taking';

test('a version is called by its stage where it was frozen, else by its name', () => {
  const version = { id: 4, textVersion: 9, atMs: Date.parse('2018-09-24T10:00:00Z'), madeBy: 1, authors: [], name: '', stage: RoadmapStage.ROADMAP };
  expect(versionName(version)).toMatch(/^Feuille de route \(v2\), figée le .*24 septembre 2018$/u);
  expect(versionName({ ...version, stage: RoadmapStage.UNSPECIFIED, name: 'Avant l’été' })).toMatch(/^«\u00A0Avant l’été\u00A0», du /u);
});
