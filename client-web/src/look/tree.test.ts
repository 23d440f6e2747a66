import { expect, test } from 'vitest';
import { growTree } from './tree';

test('a tree is the same each time, and stays in its drawing', () => {
  const tree = growTree(300, 690, 165, 20);
  expect(tree).toEqual(growTree(300, 690, 165, 20));
  expect(tree.branches.length).toBe(2 ** 6 - 1);
  for (const { x, y } of tree.leaves) {
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(600);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(700);
  }
});
