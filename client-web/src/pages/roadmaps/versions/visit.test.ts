// What is new to somebody who was here before.
import { expect, test } from 'vitest';
import type { RoadmapView } from '../../../protocol/messages';
import { changesSince, isNothing } from './visit';

const view = {
  textVersion: 12,
  actions: [{ changedAtMs: 900, changedBy: 6 }, { changedAtMs: 1_100, changedBy: 6 }, { changedAtMs: 1_100, changedBy: 5 }],
  comments: [{ id: 40, authorId: 6 }, { id: 60, authorId: 6 }, { id: 61, authorId: 5 }],
  suggestions: [{ id: 62, authorId: 6 }],
} as unknown as RoadmapView;
const visit = { roadmapId: 1, textVersion: 12, seq: 50, atMs: 1_000 };

test('what others did since, and not what one did oneself', () => {
  expect(changesSince(view, visit, 5)).toEqual({ text: false, actions: 1, comments: 2 });
});

test('a text that went on is told, and nothing is nothing', () => {
  expect(changesSince(view, { ...visit, textVersion: 11 }, 5).text).toBe(true);
  expect(isNothing(changesSince(view, { ...visit, seq: 99, atMs: 5_000 }, 5))).toBe(true);
});
