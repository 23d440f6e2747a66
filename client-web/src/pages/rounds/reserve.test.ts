import { expect, test } from 'vitest';
import { ContributionMeaning as Meaning, RoundStatus, SubjectKind, type Contribution, type RoundRow } from '../../protocol/messages';
import { earlierRounds, waitingSubjects, wordingOf } from './reserve';

const row = (roundId: number, group: string, startsAtMs: number, status = RoundStatus.FINISHED) => ({ roundId, status, plan: { group, startsAtMs } }) as RoundRow;
const subject = (id: number, authorId: number, title: string, more: Partial<Contribution> = {}) =>
  ({ id, atMs: id, authorId, title, text: 'En trois lignes', urgency: '', expects: '', meaning: Meaning.SUBJECT, subjectKind: SubjectKind.PROBLEM, shownSeq: id, erased: false, ...more }) as Contribution;
const titles = (said: readonly Contribution[]) => said.map(({ title }) => title);

test('earlier rounds of the group are those of its label, begun and not cancelled, by date', () => {
  const rows = [row(9, 'Groupe A', 30), row(4, 'Groupe A', 10), row(5, 'Groupe B', 10), row(6, 'Groupe A', 20, RoundStatus.CANCELLED), row(7, 'Groupe A', 25, RoundStatus.PLANNED), row(8, 'Groupe A', 90)];
  const ids = (group: string) => earlierRounds(rows, { id: 20, group, startsAtMs: 50 }).map(({ roundId }) => roundId);
  expect(ids('Groupe A')).toEqual([4, 9]);
  expect(ids('')).toEqual([]);
  expect(earlierRounds(rows, { id: 9, group: 'Groupe A', startsAtMs: 50 }).map(({ roundId }) => roundId)).toEqual([4]);
});

test('what was not chosen waits; the client’s own was treated', () => {
  const first = { clientId: 1, contributions: [subject(10, 1, 'Le mien'), subject(11, 2, 'Le tien'), subject(12, 3, 'Le sien')] };
  expect(titles(waitingSubjects([first], []))).toEqual(['Le tien', 'Le sien']);
});

test('one that was brought again stands once, and no more when it was treated or lies on the table', () => {
  const first = { clientId: 1, contributions: [subject(10, 2, 'Le budget'), subject(11, 3, 'La halle'), subject(12, 4, 'Le bail')] };
  const second = { clientId: 3, contributions: [subject(20, 2, 'Le Budget ', { text: 'Mieux dit' }), subject(21, 3, 'La halle')] };
  const waiting = waitingSubjects([first, second], [subject(30, 4, 'Le bail')]);
  expect(waiting.map(({ id, text }) => [id, text])).toEqual([[20, 'Mieux dit']]);
});

test('what was erased, or is hidden still, is in no reserve', () => {
  const round = { clientId: 0, contributions: [subject(10, 2, '', { erased: true }), subject(11, 3, 'Caché', { shownSeq: 0 }), subject(12, 4, 'Une question', { meaning: Meaning.QUESTION })] };
  expect(waitingSubjects([round], [])).toEqual([]);
});

test('it comes back with all its fields', () => {
  const wording = wordingOf(subject(10, 2, 'Le budget', { urgency: 'mars', expects: 'des idées' }));
  expect(wording).toMatchObject({ title: 'Le budget', subjectKind: SubjectKind.PROBLEM, text: 'En trois lignes', urgency: 'mars', expects: 'des idées', replyToId: 0 });
});
