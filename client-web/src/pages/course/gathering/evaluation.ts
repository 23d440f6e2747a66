// An evaluation: three ratings and two texts.
import type { Evaluation, EvaluationFigure, GatheringAnswer } from '../../../protocol/messages';

export const ratingNames = ['useful', 'learntFromPeers', 'wasHeard'] as const;
export type RatingName = (typeof ratingNames)[number];

/** Whether anything was said: an answer that was taken back says nothing. */
export const isEvaluated = (evaluation: Evaluation | undefined): boolean =>
  evaluation !== undefined && (ratingNames.some((name) => evaluation[name] > 0) || evaluation.keeps !== '' || evaluation.missed !== '');

/** Before a gathering has begun nothing is said of its evaluation: that there are no figures yet is no figure. */
export function hasEvaluation(answer: Pick<GatheringAnswer, 'canEvaluate' | 'myEvaluation' | 'evaluations' | 'gathering'>, nowMs: number): boolean {
  if ((answer.gathering?.startsAtMs ?? 0) > nowMs) return false;
  return answer.canEvaluate || answer.myEvaluation !== undefined || answer.evaluations !== undefined;
}

const hundredths: Record<RatingName, (figure: EvaluationFigure) => number> = {
  useful: (figure) => figure.usefulHundredths,
  learntFromPeers: (figure) => figure.learntFromPeersHundredths,
  wasHeard: (figure) => figure.wasHeardHundredths,
};

/** « 3,4 »; undefined: it is hidden, because fewer than three territories gave that rating. */
export function averageOf(figure: EvaluationFigure, name: RatingName, locale: 'fr' | 'en'): string | undefined {
  const value = figure.hidden ? 0 : hundredths[name](figure);
  if (value === 0) return undefined;
  return new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value / 100);
}
