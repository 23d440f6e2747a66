// The eight parts of a pitch, found in a text, and its words counted.
import { describe, expect, test } from 'vitest';
import { countWords, isWritten, missingParts, pitchParts, wordsOf } from './pitch';

const names = ['Le titre', 'Un fait', 'L’alliance', 'Ce qui existe', 'La suite', 'Notre demande', 'Un indicateur', 'Qui parle'];
const template = ['# Pitch', ...names.map((name, i) => `## ${i + 1}. ${name}\n`)].join('\n\n');

describe('the parts', () => {
  test('of the template are all there and all empty', () => {
    const parts = pitchParts(template);
    expect(parts.map(({ heading }) => heading)).toEqual(names);
    expect(parts.filter(isWritten)).toEqual([]);
  });

  test('hold what stands below their heading, smaller headings too', () => {
    const parts = pitchParts('# Pitch\n\n## 2. Un fait\n\nUne friche sur cinq.\n\n### Et\n\nun visage\n\n## 3. L’alliance\n');
    expect(parts[1]).toEqual({ number: 2, heading: 'Un fait', markdown: 'Une friche sur cinq.\n\n### Et\n\nun visage' });
    expect(parts[0]?.heading).toBeUndefined();
    expect(parts.map(isWritten)).toEqual([false, true, false, false, false, false, false, false]);
  });

  test('are those below « Pitch », where the roadmap before it has numbers too', () => {
    const text = `# Feuille de route\n\n## 1. Vision\n\nDans dix ans.\n\n${template}\n\nNadia.`;
    expect(pitchParts(text)[0]).toEqual({ number: 1, heading: 'Le titre', markdown: '' });
    expect(pitchParts(text)[7]?.markdown).toBe('Nadia.');
    expect(pitchParts('# Feuille de route\n\n## 1. Vision', false)[0]?.heading).toBeUndefined();
  });

  test('are not read out of code, and a placeholder in italics is nothing yet', () => {
    expect(pitchParts('```\n## 1. Titre\n```')[0]?.heading).toBeUndefined();
    expect(isWritten(pitchParts('## 1. Titre\n\n*Une phrase.*')[0]!)).toBe(false);
  });
});

describe('the words', () => {
  test.each([
    ['', 0],
    ['L’alliance : qui apporte quoi ?', 4],
    ['- un\n- deux\n\n| trois | quatre |\n| --- | --- |', 4],
    ['un [lien vers là](https://exemple.fr/a-b-c)', 4],
    ['42 000 €', 2],
    ['e\u0301te\u0301', 1],
  ])('of « %s » are %i', (text, count) => expect(countWords(text)).toBe(count));

  test('are those of the parts, without their headings', () => {
    expect(wordsOf(pitchParts('# Pitch\n\n## 1. Le titre\n\nUn seul mot compte.'))).toBe(4);
  });
});

describe('what is missing', () => {
  test('is nothing in the template', () => expect(missingParts(template, pitchParts(template), names, 'Pitch')).toBe(''));

  test('in a roadmap is the whole pitch, after a blank line', () => {
    const text = '# Feuille de route\n\n## 1. Vision\n\nTexte.';
    const added = missingParts(text, pitchParts(text, false), names, 'Pitch');
    expect(added.startsWith('\n\n# Pitch\n\n## 1. Le titre\n')).toBe(true);
    expect(pitchParts(text + added, false).every(({ heading }) => heading !== undefined)).toBe(true);
  });

  test('is one part alone, where the others are there', () => {
    const text = template.replace('## 6. Notre demande\n', '');
    expect(missingParts(text, pitchParts(text), names, 'Pitch').trim()).toBe('## 6. Notre demande');
  });
});
