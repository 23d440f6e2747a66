import { expect, test } from 'vitest';
import { foldedIncludes } from './fold';

test.each([
  ['Île de Sainte-Ombeline', 'ile ombeline', true],
  ['Le changement d’élue référente', "d'elue", true],
  ['Cœur de ville', 'coeur', true],
  ['Budget d’expérimentation de 5 000 €', '5 000', true],
  ['Mobilité des jeunes', 'jeunes mobilite', true],
  ['Mobilité des jeunes', 'emploi', false],
  ['Quoi que ce soit', '', true],
])('%s holds « %s »: %s', (text, sought, found) => {
  expect(foldedIncludes(text, sought)).toBe(found);
});
