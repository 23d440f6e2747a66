import { expect, test } from 'vitest';
import { plainParagraphs } from './plain_words';

test('paragraphs and lines are kept', () => {
  expect(plainParagraphs('Bonjour à toutes et à tous.\n\nLe 10, à 9 h :\naccueil – café.\n')).toEqual([
    ['Bonjour à toutes et à tous.'],
    ['Le 10, à 9 h :', 'accueil – café.'],
  ]);
});

test.each(['un **mot**', '- un\n- deux', '1. un', '# Titre', '<@12>', 'voir https://example.org', '[un](/fil/1)', 'a | b', '    code', 'Titre\n====', 'a\\b', '`code`', '<b>'])(
  '%j is left to the reader of Markdown',
  (text) => {
    expect(plainParagraphs(text)).toBeUndefined();
  },
);
