// Two versions as readable text, and what of the older one can be put back.
import { describe, expect, test } from 'vitest';
import { DifferenceKind as Kind, type DifferencePiece } from '../../../protocol/messages';
import { fold, goneFrom, isSame, spansOf } from './difference';

const same = (text: string): DifferencePiece => ({ kind: Kind.SAME, text });
const added = (text: string): DifferencePiece => ({ kind: Kind.ADDED, text });
const removed = (text: string): DifferencePiece => ({ kind: Kind.REMOVED, text });

describe('readable text', () => {
  test('leaves out the marks that only editors know', () => {
    const spans = spansOf([same('## 1. Vision\n\n- **Enjeu** un\n'), added('| Qui | Quoi |\n| --- | --- |\n| Ville | Locaux |\n')]);
    expect(spans.map(({ text }) => text).join('')).toBe('1. Vision\n\n• Enjeu un\nQui · Quoi\nVille · Locaux\n');
    expect(spans[0]).toEqual({ kind: 'same', text: '1. Vision\n', isHeading: true });
    expect(spans.at(-1)?.kind).toBe('added');
  });

  test('knows a heading whose words changed as one', () => {
    const spans = spansOf([same('## 1. '), removed('Vision'), added('Ambition'), same('\nTexte')]);
    expect(spans.map(({ kind, isHeading }) => [kind, isHeading])).toEqual([['same', true], ['removed', true], ['added', true], ['same', true], ['same', false]]);
  });
});

describe('folding', () => {
  const lines = (n: number) => Array.from({ length: n }, (_, i) => `ligne ${i}\n`).join('');

  test('keeps two lines around a change', () => {
    const stretches = fold(spansOf([same(lines(10)), added('neuf\n'), same(lines(10))]));
    expect(stretches.map(({ kind, lines: count }) => [kind, count])).toEqual([['folded', 8], ['shown', 5], ['folded', 8]]);
  });

  test('does not fold what is no longer than its own line would be', () => {
    expect(fold(spansOf([same(lines(4)), added('neuf\n')])).map(({ kind }) => kind)).toEqual(['shown', 'shown']);
  });

  test('of equal texts folds everything', () => {
    expect(fold(spansOf([same(lines(9))])).map(({ kind }) => kind)).toEqual(['folded']);
    expect(isSame([same('a')])).toBe(true);
    expect(isSame([same('a'), added('b')])).toBe(false);
  });
});

test('what is gone is known by where it stood, and by what took its place', () => {
  const pieces = [same('Un '), removed('chat'), added('chien'), same(' noir'), removed(' et blanc'), same('.'), removed('\n')];
  expect(goneFrom(pieces)).toEqual([
    { text: 'chat', at: 3, until: 8 },
    { text: ' et blanc', at: 13, until: 13 },
  ]);
});
