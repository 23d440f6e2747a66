import { expect, test } from 'vitest';
import { AddressFault, InvitedStanding } from '../../protocol/invitations';
import type { InvitedPerson, PendingInvitation } from '../../protocol/messages';
import { awaitedIn, awaitedOf, isAwaited, textLeft, withLatest } from './handing';

const person = (memberId: number, standing: InvitedStanding, token = ''): InvitedPerson => ({
  memberId,
  name: `Personne ${memberId}`,
  address: `p${memberId}@exemple.fr`,
  standing,
  invitationId: memberId + 100,
  token,
  expiresAtMs: 9,
  mayRenew: true,
});

test('whoever signs in by herself is not waited for', () => {
  expect([InvitedStanding.NEW, InvitedStanding.WAITING, InvitedStanding.MEMBER].map((standing) => isAwaited(person(1, standing)))).toEqual([true, true, false]);
});

test('a link that was shown is kept when its person is pasted again, until it is made anew', () => {
  const first = [awaitedOf(person(1, InvitedStanding.NEW, 'un')), awaitedOf(person(2, InvitedStanding.NEW, 'deux'))];
  const again = withLatest(first, [awaitedOf(person(1, InvitedStanding.WAITING)), awaitedOf(person(3, InvitedStanding.WAITING))]);
  expect(again.map(({ memberId, token }) => [memberId, token])).toEqual([[1, 'un'], [2, 'deux'], [3, '']]);
  expect(withLatest(again, [{ ...again[0]!, token: 'neuf' }])[0]?.token).toBe('neuf');
});

test('of the waiting invitations, those by address are people who have not come', () => {
  const pending = { invitationId: 7, personName: 'Jeanne', memberId: 31, createdAtMs: 1, expiresAtMs: 9, address: 'j@exemple.fr', invitedBy: 4, mayRenew: false } as PendingInvitation;
  expect(awaitedIn([{ ...pending, address: '' }, pending])).toEqual([
    { invitationId: 7, memberId: 31, name: 'Jeanne', address: 'j@exemple.fr', token: '', expiresAtMs: 9, mayRenew: false, invitedBy: 4 },
  ]);
});

test('what could not be read stays', () => {
  const unread = [{ line: 2, text: 'Jean sans adresse', fault: AddressFault.NO_ADDRESS }, { line: 4, text: 'élo@exemple.fr', fault: AddressFault.NOT_READABLE }];
  expect(textLeft({ people: [], unread })).toBe('Jean sans adresse\nélo@exemple.fr');
  expect(textLeft({ people: [], unread: [] })).toBe('');
});
