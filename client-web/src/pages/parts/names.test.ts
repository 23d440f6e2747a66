import { expect, test, vi } from 'vitest';
import { client } from '../../client.svelte';
import { Role } from '../../protocol/messages';
import { person, roomWith } from '../../testing/rounds';
import { plenary, welcomed } from '../../testing/told';
import { memberName } from './names';
import { askReaders } from './readers.svelte';

const imaginary = Number.MAX_SAFE_INTEGER - 1023;

test('somebody imaginary has a name in the practice round that is looked at, and nowhere else', () => {
  const { state } = welcomed({});
  const room = roomWith({ participants: [{ ...person(imaginary), fictionalName: 'Maïwenn Tréflan' }, person(7)] });
  const looking = { ...state, rounds: new Map([[room.id, room]]) };
  expect(memberName(looking, imaginary)).toBe('Maïwenn Tréflan');
  expect(memberName(looking, 7)).toBe('Ancien participant');
  expect(memberName(state, imaginary)).toBe('Ancien participant');
});

// They read « Ancien participant » under the words of facilitators who were there.
test('a committee that is told no names reads the hats of who writes there, and of nobody that he has left', async () => {
  const { state } = welcomed({});
  const committee = { ...state, me: { ...state.me, role: Role.ORIENTATION } };
  const hats: Record<number, Role> = { 77: Role.FACILITATOR, 78: Role.ORIENTATION };
  const memberships = Object.entries(hats).map(([id, role]) => ({ memberId: Number(id), role }));
  vi.spyOn(client, 'ask').mockResolvedValue({ memberships } as never);
  await askReaders(plenary);
  expect(memberName(committee, 77)).toBe('L’animation');
  expect(memberName(committee, 78)).toBe('Membre du comité');
  expect(memberName(committee, 79)).toBe('Une personne du programme');
  expect(memberName(state, 77)).toBe('Ancien participant');
});
