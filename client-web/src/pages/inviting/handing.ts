// Links that are handed on by who invited: what is known of each, and what remains of a pasted list. Pure.
import { InvitedStanding } from '../../protocol/invitations';
import type { InvitedPeople, InvitedPerson, PendingInvitation } from '../../protocol/messages';

/** Somebody who is a member, and has not come yet. */
export interface Awaited {
  readonly invitationId: number;
  readonly memberId: number;
  readonly name: string;
  readonly address: string;
  readonly token: string; // empty: it was shown before, and nobody but its holder knows it
  readonly expiresAtMs: number;
  readonly mayRenew: boolean;
  readonly invitedBy: number; // a member; 0: not known here
}

export const isAwaited = ({ standing }: InvitedPerson) => standing === InvitedStanding.NEW || standing === InvitedStanding.WAITING;

export function awaitedOf(person: InvitedPerson): Awaited {
  const { invitationId, memberId, name, address, token, expiresAtMs, mayRenew } = person;
  return { invitationId, memberId, name, address, token, expiresAtMs, mayRenew, invitedBy: 0 };
}

/** Of the waiting invitations, those of people who are members already; one made by a form has no address. */
export function awaitedIn(pending: readonly PendingInvitation[]): Awaited[] {
  return pending.flatMap(({ invitationId, memberId, personName, address, expiresAtMs, mayRenew, invitedBy }) =>
    address === '' ? [] : [{ invitationId, memberId, name: personName, address, token: '', expiresAtMs, mayRenew, invitedBy }],
  );
}

/** What was told before, and what is told now: a person once, with the link that serves. */
export function withLatest(before: readonly Awaited[], now: readonly Awaited[]): Awaited[] {
  const known = new Map(before.map((each) => [each.memberId, each]));
  for (const each of now) {
    const held = known.get(each.memberId);
    known.set(each.memberId, each.token === '' && held ? { ...each, token: held.token } : each);
  }
  return [...known.values()];
}

/** Nothing is lost: what could not be read stays, to be corrected. */
export const textLeft = ({ unread }: InvitedPeople) => unread.map(({ text }) => text).join('\n');
