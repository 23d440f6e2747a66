import { expect, test } from 'vitest';
import { hintsFor } from './hints';

test.each([
  'As-tu pensé à voir le préfet ?',
  'as-tu déjà essayé de les réunir ?',
  'Avez-vous pensé à un tiers lieu ?',
  'Pourquoi ne pas leur écrire ?',
  'Pourquoi n’irais-tu pas les voir ?',
  '« Pourquoi pas un appel à projets ? »',
  'Et si tu demandais au maire ?',
  'Tu ne pourrais pas passer par la région ?',
  'Ne crois-tu pas qu’il faudrait attendre ?',
  'Have you thought of a grant?',
])('%s hides advice', (text) => expect(hintsFor(text)).toEqual(['disguised']));

test.each(['Depuis quand le comité se réunit-il ?', 'Pourquoi le maire a-t-il refusé ?', 'Si je comprends, qui décide ?', 'Qui décide', ''])(
  '%s is a question',
  (text) => expect(hintsFor(text)).toEqual([]),
);

test('one question at a time', () => {
  expect(hintsFor('Qui décide ? Et depuis quand ?')).toEqual(['double']);
  expect(hintsFor('As-tu pensé au maire ? Et au préfet ?')).toEqual(['disguised', 'double']);
});
