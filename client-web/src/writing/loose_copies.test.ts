import { expect, test } from 'vitest';
import type { TextCopy } from '../keep/text_store';
import { forgetLoose, holdCopy, joinedCopies, looseCopies } from './loose_copies';

const copy = (id: string, atMs = 1): TextCopy => ({
  id, owner: 'vallees/31', roadmapId: 12, atMs, cause: 'rights', base: '', change: { sections: [0, 1], inserted: 'a' },
});

test('a copy that the disk refused is held until it is kept or given up', () => {
  holdCopy(copy('a'), false);
  holdCopy(copy('b'), false);
  holdCopy(copy('c'), true);
  expect(looseCopies('vallees/31', 12).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(looseCopies('vallees/32', 12)).toEqual([]);
  expect(looseCopies('vallees/31', 13)).toEqual([]);
  holdCopy(copy('a', 2), true);
  forgetLoose('b');
  expect(looseCopies('vallees/31', 12)).toEqual([]);
});

test('what comes from the disk takes nothing away that came meanwhile', () => {
  expect(joinedCopies([copy('a'), copy('b')], [copy('b', 2), copy('c')]).map(({ id, atMs }) => [id, atMs])).toEqual([['a', 1], ['b', 2], ['c', 1]]);
});
