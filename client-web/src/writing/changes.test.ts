import { readFileSync } from 'node:fs';
import { ChangeSet, EditorState, Text } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { changesOfPushMax, cleaned, cutsPair, fromWire, inPieces, isClean, textUnitsMax, toWire } from './changes';
import { countedEdits } from './counted';
import { partsOf } from './authorship';

test('the limits are those of the server', () => {
  const header = readFileSync(new URL('../../../server/roadmap/roadmap_limits.hpp', import.meta.url), 'utf8');
  const valueOf = (name: string) => Number(new RegExp(` ${name} = ([\\d']+);`).exec(header)?.[1]?.replaceAll("'", ''));
  expect(textUnitsMax).toBe(valueOf('text_units_max'));
  expect(changesOfPushMax).toBe(valueOf('push_changes_max'));
});

describe('on the wire', () => {
  test('a change is sections and all that is inserted', () => {
    const change = ChangeSet.of([{ from: 4, insert: 's' }, { from: 6, to: 8 }], 10);
    expect(toWire(change)).toEqual({ sections: [4, -1, 0, 1, 2, -1, 2, 0, 2, -1], inserted: 's' });
    expect(fromWire(toWire(change)).toJSON()).toEqual(change.toJSON());
  });

  test('lines are lines again, and nothing at all is a change too', () => {
    const change = ChangeSet.of({ from: 1, to: 2, insert: Text.of(['', 'deux', '']) }, 3);
    expect(fromWire(toWire(change)).apply(Text.of(['abc'])).toString()).toBe('a\ndeux\nc');
    expect(toWire(ChangeSet.empty(7))).toEqual({ sections: [7, -1], inserted: '' });
    expect(toWire(ChangeSet.empty(0))).toEqual({ sections: [], inserted: '' });
  });
});

describe('characters', () => {
  test('what the server refuses for ever is taken out, and nothing else', () => {
    expect(cleaned('a\r\nb\rc\u0000\u0007\u007f\u0085\ud800d\udfffe')).toBe('a\nb\ncde');
    const kept = '\t« L’été\u202f: e\u0301 – \u{1F469}\u200d\u{1F4BB} \u2028 œ »\n';
    expect(cleaned(kept)).toBe(kept);
    expect(isClean(kept)).toBe(true);
  });

  test('no piece ends inside one', () => {
    const text = `a${'\u{1F600}'.repeat(5)}b`;
    const pieces = inPieces(text, 4);
    expect(pieces.join('')).toBe(text);
    expect(pieces.every(isClean)).toBe(true);
    expect(inPieces('', 4)).toEqual([]);
  });

  test('a place between the halves of one is known', () => {
    const doc = Text.of(['a\u{1F600}b']);
    expect([0, 1, 2, 3, 4].map((at) => cutsPair(doc, at))).toEqual([false, false, true, false, false]);
  });
});

test('letters that follow one another are one modification', () => {
  let state = EditorState.create({ doc: 'Bilan' });
  const changes: ChangeSet[] = [];
  const write = (from: number, to: number, insert: string) => {
    const transaction = state.update({ changes: { from, to, insert } });
    changes.push(transaction.changes);
    state = transaction.state;
  };
  for (const [i, letter] of [...' vert'].entries()) write(5 + i, 5 + i, letter);
  expect(countedEdits(changes)).toBe(1);
  write(10, 10, '.');
  write(0, 0, 'Un ');
  expect(countedEdits(changes)).toBe(2);
  write(13, 14, '');
  write(12, 13, '');
  expect(countedEdits(changes)).toBe(3);
  expect(countedEdits([])).toBe(0);
});

test('who wrote which part: neighbours of one hand are one, what is gone is none', () => {
  const run = (units: number, authorId: number) => ({ units, authorId, atMs: 1 });
  const runs = [run(4, 31), run(2, 31), run(3, 32), run(1, 31)];
  expect(partsOf(runs, (at) => at)).toEqual([
    { from: 0, to: 6, memberId: 31 },
    { from: 6, to: 9, memberId: 32 },
    { from: 9, to: 10, memberId: 31 },
  ]);
  expect(partsOf(runs, (at) => Math.min(at, 6))).toEqual([{ from: 0, to: 6, memberId: 31 }]);
  expect(partsOf(runs, () => undefined)).toEqual([]);
});
