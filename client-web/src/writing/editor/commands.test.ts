import { EditorSelection, EditorState, type TransactionSpec } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { headed, linked, listed, nextOfList, numbered, toggled } from './commands';

// « a[b]c »: what stands between brackets is marked; `|` is a cursor.
function after(marked: string, act: (state: EditorState) => TransactionSpec | undefined): string {
  const from = marked.search(/[[|]/);
  const to = marked.includes(']') ? marked.indexOf(']') - 1 : from;
  const state = EditorState.create({ doc: marked.replace(/[[\]|]/g, ''), selection: EditorSelection.single(from, to) });
  const spec = act(state);
  if (!spec) return 'nothing';
  const { doc, selection } = state.update(spec).state;
  const text = doc.toString();
  const { from: begin, to: end, empty } = selection.main;
  return empty ? `${text.slice(0, begin)}|${text.slice(begin)}` : `${text.slice(0, begin)}[${text.slice(begin, end)}]${text.slice(end)}`;
}

const bold = (state: EditorState) => toggled(state, '**');
const italic = (state: EditorState) => toggled(state, '*');

describe('bold and italic', () => {
  test.each([
    ['un [mot] fort', 'un **[mot]** fort'],
    ['un **[mot]** fort', 'un [mot] fort'],
    ['un m|ot', 'un **m|ot**'],
    ['un |', 'un **|**'],
  ])('%s → %s', (before, then) => expect(after(before, bold)).toBe(then));

  test('what is bold can be italic too, and back', () => {
    expect(after('**[mot]**', italic)).toBe('***[mot]***');
    expect(after('***[mot]***', italic)).toBe('**[mot]**');
    expect(after('*[mot]*', italic)).toBe('[mot]');
  });
});

describe('lines', () => {
  test.each([
    ['Axe|', '## Axe|', (state: EditorState) => headed(state, 2)],
    ['# Axe|', '## Axe|', (state: EditorState) => headed(state, 2)],
    ['## Axe|', 'Axe|', (state: EditorState) => headed(state, 2)],
    ['- Axe|', '### Axe|', (state: EditorState) => headed(state, 3)],
    ['|', '- |', listed],
    ['- point|', 'point|', listed],
  ])('%s → %s', (before, then, act) => expect(after(before, act)).toBe(then));

  test('of several lines those with words', () => {
    expect(after('[un\n\ndeux]', listed)).toBe('- [un\n\n- deux]');
    expect(after('[un\ndeux]', numbered)).toBe('1. [un\n2. deux]');
  });
});

describe('Enter in a list', () => {
  test.each([
    ['- un|', '- un\n- |'],
    ['1. un|', '1. un\n2. |'],
    ['  - un| suite', '  - un\n  - | suite'],
    ['- un\n- |', '- un\n|'],
    ['un|', 'nothing'],
    ['|- un', 'nothing'],
    ['- [un]', 'nothing'],
  ])('%s → %s', (before, then) => expect(after(before, nextOfList)).toBe(then));
});

test('a link', () => {
  expect(after('voir [ici]', (state) => linked(state, 'https://exemple.fr/a b'))).toBe('voir [ici](https://exemple.fr/a%20b)|');
  expect(after('voir |', (state) => linked(state, 'https://exemple.fr'))).toBe('voir [https://exemple.fr](https://exemple.fr)|');
});
