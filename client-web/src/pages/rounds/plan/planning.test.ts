import { expect, test } from 'vitest';
import { commandOf, emptyPlanning } from './planning';

const planning = { ...emptyPlanning(), day: '2018-06-28', time: '09:30', memberIds: [5, 6, 7, 8] };

test('a deputy waits for as long as the facilitator said', () => {
  const { plan } = commandOf({ ...planning, deputyId: 6, deputyAfterMinutes: 1 });
  expect(plan).toMatchObject({ deputyId: 6, deputyAfterMs: 60_000 });
});

test('hats are worn by people of the round, and not by the client', () => {
  const { plan, clientId } = commandOf({ ...planning, clientId: 5, deputyId: 5, scribeId: 5, timekeeperId: 6, formerClientId: 12 });
  expect(clientId).toBe(5);
  expect(plan).toMatchObject({ deputyId: 0, scribeId: 0, timekeeperId: 6, formerClientId: 0 });
});
