// What the buttons and their keys do: Markdown's signs put around what is marked, or taken away again.
import { type ChangeSpec, EditorSelection, type EditorState, type Line, type TransactionSpec } from '@codemirror/state';
import type { Command } from '@codemirror/view';

/** `**` or `*` around each marked passage; where nothing is marked, around the word. */
export function toggled(state: EditorState, sign: string): TransactionSpec {
  const spec = state.changeByRange((range) => {
    const { from, to } = range.empty ? (state.wordAt(range.head) ?? range) : range;
    const has = (begin: number, end: number) => begin >= 0 && end <= state.doc.length && state.doc.sliceString(begin, end) === sign;
    const { length } = sign;
    if (has(from - length, from) && has(to, to + length) && !isLonger(state, sign, from, to)) {
      const changes = [{ from: from - length, to: from }, { from: to, to: to + length }];
      return { changes, range: EditorSelection.range(from - length, to - length) };
    }
    const changes = [{ from, insert: sign }, { from: to, insert: sign }];
    return { changes, range: range.empty ? EditorSelection.cursor(range.head + length) : EditorSelection.range(from + length, to + length) };
  });
  return { ...spec, userEvent: 'input.format', scrollIntoView: true };
}

/** `*` is around it because `**` is. */
function isLonger(state: EditorState, sign: string, from: number, to: number): boolean {
  if (sign !== '*') return false;
  const before = /\**$/.exec(state.doc.sliceString(Math.max(0, from - 3), from))![0].length;
  const after = /^\**/.exec(state.doc.sliceString(to, to + 3))![0].length;
  return before === 2 && after === 2;
}

function markedLines(state: EditorState): Line[] {
  const found = new Map<number, Line>();
  for (const { from, to } of state.selection.ranges) {
    for (let at = from; at <= to; ) {
      const line = state.doc.lineAt(at);
      found.set(line.number, line);
      at = line.to + 1;
    }
  }
  return [...found.values()];
}

const beginning = /^(#{1,6} |[-*+] |\d{1,3}[.)] |> )?/;

/** Begins the marked lines as `signOf` says; when all of them do already, they begin with nothing. */
function linesBegun(state: EditorState, signOf: (at: number) => string, isSame: RegExp): TransactionSpec {
  const all = markedLines(state);
  const chosen = all.length > 1 ? all.filter((line) => line.text.trim() !== '') : all;
  const isOn = chosen.every((line) => isSame.test(line.text));
  const changes: ChangeSpec[] = chosen.map((line, at) => {
    const { length } = beginning.exec(line.text)![0];
    return { from: line.from, to: line.from + length, insert: isOn ? '' : signOf(at) };
  });
  const set = state.changes(changes);
  return { changes: set, selection: state.selection.map(set, 1), userEvent: 'input.format', scrollIntoView: true };
}

export const headed = (state: EditorState, level: 1 | 2 | 3) => linesBegun(state, () => `${'#'.repeat(level)} `, new RegExp(`^#{${level}} `));
export const listed = (state: EditorState) => linesBegun(state, () => '- ', /^[-*+] /);
export const numbered = (state: EditorState) => linesBegun(state, (at) => `${at + 1}. `, /^\d{1,3}[.)] /);

/** Words that lead to an address; without marked words the address itself. */
export function linked(state: EditorState, address: string): TransactionSpec {
  const { from, to } = state.selection.main;
  const words = state.doc.sliceString(from, to).replace(/[[\]]/g, '\\$&') || address;
  const insert = `[${words}](${address.replace(/[()\s]/g, encodeURIComponent)})`;
  return { changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: 'input.format', scrollIntoView: true };
}

/** Enter inside a list begins its next line, and on an empty one ends it. */
export function nextOfList(state: EditorState): TransactionSpec | undefined {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const found = /^(\s*)([-*+]|(\d{1,3})([.)])) (.*)$/.exec(line.text);
  if (!main.empty || !found || main.head < line.from + found[0].length - found[5]!.length) return undefined;
  if (found[5]!.trim() === '') return { changes: { from: line.from, to: line.to }, userEvent: 'input' };
  const sign = found[3] ? `${Number(found[3]) + 1}${found[4]}` : found[2];
  const insert = `\n${found[1]}${sign} `;
  return { changes: { from: main.head, insert }, selection: { anchor: main.head + insert.length }, userEvent: 'input', scrollIntoView: true };
}

/** A key's command; on a text that one may only read it does nothing. */
export const by = (make: (state: EditorState) => TransactionSpec | undefined): Command => (view) => {
  const spec = view.state.readOnly ? undefined : make(view.state);
  if (spec) view.dispatch(spec);
  return spec !== undefined;
};
