import { expect, test } from 'vitest';
import { missingCharacters } from './password';
import { isSignInName, suggestedName } from './sign_in_name';

test.each([
  ['Léa-Marie Dupré', 'lea-marie.dupre'],
  ['Frédérique D’Argent', 'frederique.dargent'],
  ['Œdipe Cœur', 'oedipe.coeur'],
  ['  Nadia   Benhaddou ', 'nadia.benhaddou'],
  ['李', ''],
  ['', ''],
])('%s is offered %s', (person, name) => {
  expect(suggestedName(person)).toBe(name);
  expect(name === '' || isSignInName(name)).toBe(true);
});

test.each(['a', 'é.b', 'a b', 'x'.repeat(101), ''])('%s cannot be a name to sign in with', (name) => {
  expect(isSignInName(name)).toBe(false);
});

test('a password is counted in characters, not in code units', () => {
  expect(missingCharacters('')).toBe(12);
  expect(missingCharacters('onze lettre')).toBe(1);
  expect(missingCharacters('douze lettre')).toBe(0);
  expect(missingCharacters('🌳'.repeat(11))).toBe(1);
});
