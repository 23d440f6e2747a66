import { describe, expect, test } from 'vitest';
import { ContributionMeaning as Meaning, PlanActionStatus, RoundRole } from '../../protocol/messages';
import { notables } from './console/noting';
import { contributionOf, emptyWording, firstKind, isAskedToSpeak, keepsForLater, missingFields, waitsForTurn, writtenKinds } from './composing';
import { client, form, person, roomWith, said } from '../../testing/rounds';

const kind = (key: string) => form.kinds.find((each) => each.key === key)!;
const asConsultant = { myRoles: [RoundRole.CONSULTANT], kindsAllowedNow: ['question', 'passe', 'note_privee', 'demande_parole'] };

describe('the kind that is chosen already', () => {
  test('is that of the step and of the role; what has a button of its own is not written', () => {
    expect(writtenKinds(roomWith(asConsultant)).map(({ key }) => key)).toEqual(['question']);
    expect(firstKind(roomWith(asConsultant), 6)?.key).toBe('question');
  });

  test('is the next one when what is said once has been said', () => {
    const allowed = { step: 6, myRoles: [RoundRole.CLIENT], kindsAllowedNow: ['demande', 'precision'] };
    expect(firstKind(roomWith(allowed), client)?.key).toBe('demande');
    expect(firstKind(roomWith(allowed, [said(10, { kind: 'demande', authorId: client })]), client)?.key).toBe('precision');
  });

  test('is an answer only where a question waits', () => {
    const allowed = { myRoles: [RoundRole.CLIENT], kindsAllowedNow: ['reponse'] };
    expect(firstKind(roomWith(allowed, [said(10, { meaning: Meaning.QUESTION })]), client)?.key).toBe('reponse');
  });

  test('is nothing for whoever only listens', () => {
    expect(firstKind(roomWith({ myRoles: [RoundRole.OBSERVER], kindsAllowedNow: ['note_privee'] }), 3)).toBeUndefined();
  });
});

test('a turn is waited for while a tour goes round, but not in silence', () => {
  const floor = { holderId: 7, tourIds: [7, 6], waitingIds: [] } as never;
  expect(waitsForTurn(roomWith({ ...asConsultant, floor }), 6)).toBe(true);
  expect(waitsForTurn(roomWith({ ...asConsultant, floor }), 7)).toBe(false);
  expect(waitsForTurn(roomWith({ ...asConsultant, floor, silentWriting: true }), 6)).toBe(false);
  expect(waitsForTurn(roomWith({ ...asConsultant, floor, step: 6 }), 6)).toBe(false);
  expect(isAskedToSpeak(roomWith({ floor }), 6)).toBe(true);
  expect(isAskedToSpeak(roomWith({ floor }), 8)).toBe(false);
});

describe('what is missing', () => {
  const wording = (change: object) => ({ ...emptyWording(), ...change });

  test.each([
    [Meaning.WORDS, {}, ['text']],
    [Meaning.WORDS, { text: ' a ' }, []],
    [Meaning.SUBJECT, { title: 'ab' }, ['title', 'subjectKind']],
    [Meaning.SUBJECT, { title: 'Le relais', subjectKind: 1 }, []],
    [Meaning.ANSWER, { text: 'oui' }, ['replyToId']],
    [Meaning.ACTION, { text: 'appeler' }, ['firstStep', 'dueOn']],
    [Meaning.ACTION, { text: 'appeler', firstStep: 'le numéro', dueOn: '2018-09-30' }, []],
    [Meaning.PROGRESS, { text: 'ça avance' }, ['progress']],
    [Meaning.EXPERIENCE, { text: 'fait', progress: [{ actionId: 3, status: PlanActionStatus.ABANDONED, reason: ' ' }] }, ['reason']],
  ])('%s with %j', (meaning, change, missing) => expect(missingFields(meaning, wording(change))).toEqual(missing));
});

test('a contribution carries the fields of its meaning, and no others', () => {
  const wording = { ...emptyWording(), text: ' Aidez-moi ', title: 'x', helpWanted: ['idees'], firstStep: 'y', dueOn: '2018-09-30', replyToId: 12 };
  expect(contributionOf(kind('demande'), wording, 2)).toEqual({ kind: 'demande', text: 'Aidez-moi', helpWanted: ['idees'], isCorrection: false, version: 2 });
  expect(contributionOf(kind('suggestion'), wording, 2)).toEqual({ kind: 'suggestion', text: 'Aidez-moi' });
  expect(contributionOf(kind('reponse'), wording, 2)).toEqual({ kind: 'reponse', text: 'Aidez-moi', replyToId: 12 });
});

describe('what is noted in one tap', () => {
  test('is for those who are there and are not noted yet', () => {
    const people = [person(client), person(6), person(7, { attendance: 3 }), person(8)];
    const room = roomWith({ step: 7, participants: people }, [said(10, { authorId: 6, kind: 'suggestion', meaning: Meaning.ADVICE })]);
    expect(notables(room).map(({ name, ids, waitingIds }) => [name, ids, waitingIds])).toEqual([
      ['spoke', [client], [client]],
      ['nourished', [client], [client]],
      ['spoke', [6, 8], [8]],
      ['passes', [6, 8], [8]],
    ]);
  });

  test('begins with the frame, which nobody accepts twice', () => {
    const room = roomWith({ step: 1, participants: [person(client, { frameAcceptedAtMs: 0 }), person(6)] });
    expect(notables(room).map(({ name, ids, waitingIds }) => [name, ids, waitingIds])).toEqual([['accepts', [client, 6], [client]]]);
  });
});

test('what comes to mind is kept for the consultation as long as that lies ahead', () => {
  expect(keepsForLater(roomWith({ step: 5 }))).toBe(true);
  expect(keepsForLater(roomWith({ step: 7 }))).toBe(false);
});
