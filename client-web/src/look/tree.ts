// The tree on the door: branches that fork, with leaves at their ends. Grown from a seed, so that it is the same each time.

export interface Branch {
  d: string; // SVG path
  width: number;
}

export interface Leaf {
  x: number;
  y: number;
  angle: number; // degrees, 0 points up
  size: number;
  tone: number; // 0 … 3
}

export interface Tree {
  branches: Branch[];
  leaves: Leaf[];
}

const forks = 6;

// A small generator of even numbers between 0 and 1: what looks like chance is always the same.
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A tree that stands with its foot at (x, y), its trunk `length` high; in the units of the drawing. */
export function growTree(x: number, y: number, length: number, seed: number): Tree {
  const next = chance(seed);
  const tree: Tree = { branches: [], leaves: [] };

  function grow(fromX: number, fromY: number, angle: number, reach: number, depth: number) {
    const bend = (next() - 0.5) * 26;
    const toX = fromX + Math.sin((angle * Math.PI) / 180) * reach;
    const toY = fromY - Math.cos((angle * Math.PI) / 180) * reach;
    const sideX = (fromX + toX) / 2 + Math.cos((angle * Math.PI) / 180) * bend * (reach / 90);
    const sideY = (fromY + toY) / 2 + Math.sin((angle * Math.PI) / 180) * bend * (reach / 90);
    const n = (value: number) => value.toFixed(1);
    tree.branches.push({ d: `M${n(fromX)} ${n(fromY)}Q${n(sideX)} ${n(sideY)} ${n(toX)} ${n(toY)}`, width: 1.6 + (forks - depth) * 1.5 });
    if (depth >= 3) tree.leaves.push({ x: toX, y: toY, angle: angle + (next() - 0.5) * 70, size: 0.75 + next() * 0.5, tone: toneOf(next()) });
    if (depth === forks) return;
    const spread = 20 + next() * 16;
    grow(toX, toY, angle - spread, reach * (0.68 + next() * 0.16), depth + 1);
    grow(toX, toY, angle + spread * (0.7 + next() * 0.5), reach * (0.68 + next() * 0.16), depth + 1);
  }

  grow(x, y, 0, length, 1);
  return tree;
}

// Mostly green; a few leaves turn, a few berries.
const toneOf = (value: number): number => (value < 0.72 ? 0 : value < 0.88 ? 1 : value < 0.96 ? 2 : 3);
