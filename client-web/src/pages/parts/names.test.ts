import { expect, test } from 'vitest';
import { person, roomWith } from '../../testing/rounds';
import { welcomed } from '../../testing/told';
import { memberName } from './names';

const imaginary = Number.MAX_SAFE_INTEGER - 1023;

test('somebody imaginary has a name in the practice round that is looked at, and nowhere else', () => {
  const { state } = welcomed({});
  const room = roomWith({ participants: [{ ...person(imaginary), fictionalName: 'Maïwenn Tréflan' }, person(7)] });
  const looking = { ...state, rounds: new Map([[room.id, room]]) };
  expect(memberName(looking, imaginary)).toBe('Maïwenn Tréflan');
  expect(memberName(looking, 7)).toBe('Ancien participant');
  expect(memberName(state, imaginary)).toBe('Ancien participant');
});
