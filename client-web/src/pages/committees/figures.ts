// The figures of a dossier as rows of tables. What is hidden stays in its row, so that nobody takes it for nothing.
import { ObstacleNature, RoadmapActionStatus, type DossierFigures, type Figure } from '../../protocol/messages';

export interface FigureRow {
  readonly name: string;
  readonly figure: Figure;
}

export interface Named {
  readonly whole: { readonly territories: string; readonly participating: string; readonly withRoadmap: string; readonly roundsHeld: string };
  readonly status: (name: keyof typeof RoadmapActionStatus) => string;
  readonly nature: (nature: ObstacleNature) => string;
}

export interface FigureTables {
  readonly whole: readonly FigureRow[];
  readonly actions: readonly FigureRow[];
  readonly natures: readonly FigureRow[];
  readonly themes: readonly FigureRow[];
}

const hidden: Figure = { count: 0, hidden: true };

export function tablesOf(figures: DossierFigures, named: Named): FigureTables {
  const { territories, participating, withRoadmap, roundsHeld } = figures;
  return {
    whole: [
      { name: named.whole.territories, figure: territories ?? hidden },
      { name: named.whole.participating, figure: participating ?? hidden },
      { name: named.whole.withRoadmap, figure: withRoadmap ?? hidden },
      { name: named.whole.roundsHeld, figure: roundsHeld ?? hidden },
    ],
    actions: figures.actions.map(({ status, actions }) => ({
      name: named.status(RoadmapActionStatus[status] as keyof typeof RoadmapActionStatus),
      figure: actions ?? hidden,
    })),
    natures: figures.natures.map(({ nature, obstacles }) => ({ name: named.nature(nature), figure: obstacles ?? hidden })),
    themes: figures.themes.map(({ title, obstacles }) => ({ name: title, figure: obstacles ?? hidden })),
  };
}
