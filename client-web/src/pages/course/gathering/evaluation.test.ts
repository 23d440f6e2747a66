import { expect, test } from 'vitest';
import type { EvaluationFigure, Gathering } from '../../../protocol/messages';
import { averageOf, hasEvaluation, isEvaluated } from './evaluation';

const figure = (change: Partial<EvaluationFigure>): EvaluationFigure => ({
  gatheringId: 1, title: '', hidden: false, usefulHundredths: 340, learntFromPeersHundredths: 0, wasHeardHundredths: 400, ...change,
});

test('averages are told as one says them, and hidden ones not at all', () => {
  expect(averageOf(figure({}), 'useful', 'fr')).toBe('3,4');
  expect(averageOf(figure({}), 'wasHeard', 'en')).toBe('4.0');
  expect(averageOf(figure({}), 'learntFromPeers', 'fr')).toBeUndefined(); // of fewer than three territories
  expect(averageOf(figure({ hidden: true }), 'useful', 'fr')).toBeUndefined();
});

test('an evaluation that says nothing is none', () => {
  const empty = { useful: 0, learntFromPeers: 0, wasHeard: 0, keeps: '', missed: '' };
  expect([isEvaluated(undefined), isEvaluated(empty), isEvaluated({ ...empty, wasHeard: 1 }), isEvaluated({ ...empty, missed: 'du temps' })]).toEqual([false, false, true, true]);
});

test('nothing is shown of the evaluation of a gathering that has not begun', () => {
  const answer = { canEvaluate: false, myEvaluation: undefined, evaluations: figure({ hidden: true }), gathering: { startsAtMs: 1_000 } as Gathering };
  expect(hasEvaluation(answer, 999)).toBe(false);
  expect(hasEvaluation(answer, 1_000)).toBe(true);
  expect(hasEvaluation({ ...answer, evaluations: undefined }, 1_000)).toBe(false);
});
