// What no type can say of the catalogues: French typography, no exclamation marks, nothing left untranslated.
import { describe, expect, test } from 'vitest';
import { english as enPhone, french as frPhone } from '../phone/words';
import { en } from './en';
import { inviting as enInviting } from './en/inviting';
import { rounds as enRounds } from './en/rounds';
import { taking as enTaking } from './en/taking';
import { fr } from './fr';
import { inviting as frInviting } from './fr/inviting';
import { rounds as frRounds } from './fr/rounds';
import { taking as frTaking } from './fr/taking';

type Leaf = { path: string; text: string };

// Functions are called with words that hold none of the signs that are looked at.
function leaves(value: unknown, path: string): Leaf[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value === 'function') {
    const results = [[1, 1], [3, 3], [['un', 'deux', 'trois'], 1], ['mot', 'mot']].flatMap((given) => {
      try {
        return [String((value as (...args: unknown[]) => unknown)(...given))];
      } catch {
        return []; // it wants another kind of argument
      }
    });
    return results.map((text) => ({ path, text }));
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, each]) => leaves(each, path ? `${path}.${key}` : key));
}

const french = leaves({ ...fr, inviting: frInviting, rounds: frRounds, taking: frTaking, phone: frPhone }, '');
const english = leaves({ ...en, inviting: enInviting, rounds: enRounds, taking: enTaking, phone: enPhone }, '');

describe('French', () => {
  // Addresses, search operators and what a person types are no sentences.
  const isTyped = (path: string) => path.startsWith('search.help.lines') && path.endsWith('.text');

  test.each(french.filter(({ path }) => !isTyped(path)).map(({ path, text }) => [path, text]))('%s keeps signs with their words: %s', (_, text) => {
    expect(text).not.toMatch(/[^\s] [:;?!»]/u); // an ordinary space before the sign
    expect(text).not.toMatch(/« (?! )/u);
    expect(text.replace(/\d:\d|https?:|cnil\.fr/g, '')).not.toMatch(/[\p{L}\d)][:;?!»]/u); // no space at all
    expect(text).not.toMatch(/[\p{L}]'[\p{L}]/u); // the typographic apostrophe
  });

  test('never shouts', () => {
    expect(french.filter(({ text }) => text.includes('!'))).toEqual([]);
  });
});

test('English says everything in its own words', () => {
  const inFrench = new Map(french.map(({ path, text }) => [path, text]));
  const isTyped = (path: string) => path.startsWith('search.help.lines') || path.endsWith('.value');
  const same = english.filter(({ path, text }) => /\p{L}{4,}/u.test(text) && inFrench.get(path) === text && !isTyped(path));
  // Words that both languages have.
  const shared = [
    ...['Action', 'Actions', 'Administration', 'Clarification', 'Consultation', 'Conversation', 'Conversations', 'Date', 'Description', 'Discussion', 'Invitation'],
    ...['Invitations', 'Messages', 'Nature', 'Note', 'Notes', 'Objection', 'Organisation', 'Pitch', 'Question', 'Ramure', 'Suggestions', 'Version mot'],
    ...['Versions', 'bravo', 'mot minutes'],
  ];
  expect([...new Set(same.map(({ text }) => text))].sort()).toEqual(shared.sort());
});
