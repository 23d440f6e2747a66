import { expect, test } from 'vitest';
import { ContributionMeaning as Meaning, Hiding, RoundCondition, RoundStatus } from '../../protocol/messages';
import { hidesWords, isLocked, nextSteps, questionsWaiting, remainingMs, sections, stepBefore, stepStates } from './view';
import { opened, person, roomWith, said } from '../../testing/rounds';

test('the path says what is done, open, passed over and to come', () => {
  const room = roomWith({ step: 4, opening: 2, openings: [opened('cadre', { atMs: 1 }), opened('expose', { atMs: 2 })] });
  expect(stepStates(room).map(({ step, state }) => `${step.key} ${state}`)).toEqual([
    'cadre done',
    'retour skipped',
    'choix skipped',
    'expose open',
    'clarification ahead',
    'contrat ahead',
    'consultation ahead',
  ]);
  const over = roomWith({ status: RoundStatus.FINISHED, step: 4, openings: [opened('expose', { atMs: 2 })] });
  expect(stepStates(over).map(({ state }) => state)).toEqual(['skipped', 'skipped', 'skipped', 'done', 'skipped', 'skipped', 'skipped']);
});

test('the next step is the next one, and those that only optional steps lie before', () => {
  expect(nextSteps(roomWith({ step: 0, status: RoundStatus.PLANNED })).map(({ key }) => key)).toEqual(['cadre', 'retour', 'choix', 'expose']);
  expect(nextSteps(roomWith({ step: 4 })).map(({ key }) => key)).toEqual(['clarification']);
  expect(nextSteps(roomWith({ step: 7 }))).toEqual([]);
});

test('a lock that stands closes whatever needs it: a step that is jumped to, the end', () => {
  const lock = { condition: RoundCondition.FRAME_ACCEPTED, isLock: true, holds: false, waitingForIds: [6] };
  const room = roomWith({ step: 1, conditions: [lock] });
  expect(isLocked(room, [RoundCondition.FRAME_ACCEPTED])).toBe(true);
  expect(isLocked(room, [RoundCondition.CLIENT_ACCEPTED])).toBe(false);
  expect(isLocked(roomWith({ step: 1, conditions: [{ ...lock, holds: true }] }), [RoundCondition.FRAME_ACCEPTED])).toBe(false);
});

test('one goes back to the step that was open before, or to the one that was jumped over', () => {
  expect(stepBefore(roomWith({ step: 4, openings: [opened('cadre', { atMs: 1 }), opened('expose', { atMs: 2 })] }))?.key).toBe('cadre');
  expect(stepBefore(roomWith({ step: 4, openings: [opened('expose', { atMs: 2 })] }))?.key).toBe('choix');
});

test('what was said stands by opening; the open step is there before anything was said; gestures are one line', () => {
  const room = roomWith({ step: 5, opening: 2, openings: [opened('contrat', { atMs: 1 }), opened('clarification', { atMs: 2 })] }, [
    said(10, { meaning: Meaning.HELP_REQUEST, text: 'aidez-moi' }),
    said(11, { meaning: Meaning.AGREEMENT, kind: 'accord', authorId: 6 }),
    said(12, { meaning: Meaning.AGREEMENT, kind: 'accord', authorId: 7 }),
    said(13, { meaning: Meaning.AGREEMENT, kind: 'accord', authorId: 8, text: 'oui, si…' }),
    said(14, { meaning: Meaning.PRIVATE_NOTE, hiding: Hiding.PRIVATE, shownSeq: 0, text: 'à moi' }),
    said(15, { meaning: Meaning.PARKED, hiding: Hiding.PARKED, shownSeq: 0, text: 'plus tard' }),
    said(16, { meaning: Meaning.FLOOR_REQUEST }),
    said(17, { meaning: Meaning.WORDS, kind: 'reformulation', authorId: 7, notedById: 9 }),
    said(18, { meaning: Meaning.WORDS, kind: 'reformulation', authorId: 8, notedById: 9 }),
  ]);
  const found = sections(room);
  expect(found.map(({ opening, isOpen }) => [opening, isOpen])).toEqual([[1, false], [2, true]]);
  expect(found[0]!.lines.map((line) => line.said.map(({ id }) => id))).toEqual([[10], [11, 12], [13], [17, 18]]);
  expect(found[1]!.lines).toEqual([]);
});

test('what was set aside stands where it was shown, not in the step that is long folded', () => {
  const room = roomWith({ step: 7, opening: 2, openings: [opened('expose', { seq: 5 }), opened('consultation', { seq: 20 })] }, [
    said(10, { meaning: Meaning.PARKED, hiding: Hiding.PARKED, opening: 1, shownSeq: 21, text: 'une idée' }),
    said(11, { meaning: Meaning.WORDS, opening: 1, text: 'l’exposé' }),
  ]);
  expect(sections(room).map(({ lines }) => lines.map((line) => line.said[0].id))).toEqual([[11], [10]]);
});

test('a question waits until it is answered, and only when it is shown', () => {
  const room = roomWith({}, [
    said(10, { meaning: Meaning.QUESTION, text: 'qui ?' }),
    said(11, { meaning: Meaning.QUESTION, text: 'quand ?' }),
    said(12, { meaning: Meaning.ANSWER, replyToId: 10, text: 'moi' }),
    said(13, { meaning: Meaning.QUESTION, hiding: Hiding.QUEUED, shownSeq: 0, text: 'où ?' }),
  ]);
  expect(questionsWaiting(room).map(({ id }) => id)).toEqual([11]);
});

test('time goes on by the clock of the server, and stands still while suspended', () => {
  const room = { ...roomWith({ stepRemainingMs: 60_000 }), serverTimeMs: 1_000 };
  expect(remainingMs(room, 31_000)).toBe(30_000);
  expect(remainingMs(room, 91_000)).toBe(-30_000);
  expect(remainingMs({ ...room, view: { ...room.view, suspended: true } }, 91_000)).toBe(60_000);
  expect(person(3).isPeer).toBe(true);
});

test('words may be hidden until they are revealed: in silence, where questions wait, and where the form says so', () => {
  expect(hidesWords(roomWith({ step: 1 }))).toBe(false);
  expect(hidesWords(roomWith({ step: 1, silentWriting: true }))).toBe(true);
  expect(hidesWords(roomWith({ step: 1, questionsHidden: true }))).toBe(true);
});
