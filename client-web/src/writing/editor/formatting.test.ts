import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { decorationsOf } from './formatting';
import { MarkdownTree } from './tree';

/** What is not seen, and as what the rest is: "~signs~", "{class:words}". */
function seen(text: string, cursor?: number): string[] {
  const state = EditorState.create({ doc: text, selection: { anchor: cursor ?? 0 } });
  const found = decorationsOf(state, new MarkdownTree(state.doc), 0, text.length, cursor !== undefined);
  return found
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map(({ from, to, value }) => {
      const { class: name, widget } = value.spec as { class?: string; widget?: object };
      if (from === to) return `line ${name}`;
      return `${widget ? '•' : (name ?? 'hidden')} ${JSON.stringify(text.slice(from, to))}`;
    });
}

test('where one does not write, signs are not seen', () => {
  expect(seen('## Axe\n\nUn **mot**.')).toEqual(['line w-h2', 'hidden "## "', 'hidden "**"', 'w-strong "**mot**"', 'hidden "**"']);
  expect(seen('- un [lien](https://exemple.fr)')).toEqual(
    expect.arrayContaining(['• "-"', 'hidden "["', 'w-link "[lien](https://exemple.fr)"', 'hidden "https://exemple.fr"']),
  );
});

test('in the line in which one writes everything is seen', () => {
  expect(seen('## Axe\n\nUn **mot**.', 2)).toEqual(['line w-h2', 'w-sign "##"', 'hidden "**"', 'w-strong "**mot**"', 'hidden "**"']);
});

test('a table is seen in columns, or as it is written when a cell is empty', () => {
  const table = seen('| Action | Pilote |\n| --- | --- |\n| Ouvrir | |\n| Réunir | Paul |');
  expect(table).toEqual(expect.arrayContaining(['line w-row w-row-head', 'w-cell w-of-2 "Action"', 'w-cell w-of-2 "Paul"', 'w-sign "|"']));
  expect(table).not.toContain('w-cell w-of-2 "Ouvrir"');
});

test('what is changed is read again, the rest is not: the tree is that of the whole text', () => {
  let state = EditorState.create({ doc: 'Un mot.\n\n- point\n'.repeat(50) });
  const tree = new MarkdownTree(state.doc);
  for (const changes of [{ from: 3, to: 6, insert: '**mot**' }, { from: 0, insert: '# ' }, { from: 200, to: 400, insert: '```\n' }, { from: 90, insert: '\n> ' }]) {
    const transaction = state.update({ changes });
    tree.take({ changes: transaction.changes, state: transaction.state });
    state = transaction.state;
    expect(tree.tree.toString()).toBe(new MarkdownTree(state.doc).tree.toString());
  }
});
