import { describe, expect, test } from 'vitest';
import { parts } from './highlight';
import { adding, chipsOf, without } from './operators';

describe('chips', () => {
  test('are the operators of a text, with their values', () => {
    expect(chipsOf('mécénat territoire:morvelle auteur:"Nadia Benhaddou" statut:« on y travaille »')).toEqual([
      { name: 'territoire', value: 'morvelle', text: 'territoire:morvelle' },
      { name: 'auteur', value: 'Nadia Benhaddou', text: 'auteur:"Nadia Benhaddou"' },
      { name: 'statut', value: 'on y travaille', text: 'statut:« on y travaille »' },
    ]);
  });

  test('words with a colon are no operators', () => {
    expect(chipsOf('https://example.org attention:danger à 9:30')).toEqual([]);
  });

  test('are added behind the words, quoted where that is needed', () => {
    expect(adding('financement ', 'theme', 'Tiers lieux et dialogue')).toBe('financement theme:"Tiers lieux et dialogue"');
    expect(adding('', 'type', 'frein')).toBe('type:frein');
    expect(adding('', 'territoire', 'Pays « de "Kerlohan"')).toBe('territoire:"Pays « de Kerlohan"');
  });

  test('what is added can be taken away again', () => {
    const text = adding('mobilité jeunes', 'auteur', 'Lucie Charbonnel');
    const [chip] = chipsOf(text);
    expect(chip && without(text, chip)).toBe('mobilité jeunes');
  });
});

describe('highlights', () => {
  test('are counted in bytes', () => {
    // « é » has two bytes, « € » three
    expect(parts('été 5 € financés', [{ start: 12, end: 20 }])).toEqual([
      { text: 'été 5 € ', isFound: false },
      { text: 'financé', isFound: true },
      { text: 's', isFound: false },
    ]);
  });

  test('that overlap or pass the end are left out', () => {
    const found = parts('abcdef', [
      { start: 1, end: 3 },
      { start: 2, end: 4 },
      { start: 5, end: 9 },
    ]);
    expect(found.map(({ text }) => text).join('')).toBe('abcdef');
    expect(found.filter(({ isFound }) => isFound)).toEqual([{ text: 'bc', isFound: true }]);
  });
});
