// The text as Markdown sees it, kept while it is written: only what changed is read again.
import { type Text } from '@codemirror/state';
import { type ViewUpdate } from '@codemirror/view';
import { type Input, type Tree, TreeFragment } from '@lezer/common';
import { parser, Strikethrough, Table } from '@lezer/markdown';

const markdown = parser.configure([Table, Strikethrough]);

class DocInput implements Input {
  readonly lineChunks = true;
  constructor(private readonly doc: Text) {}
  get length(): number {
    return this.doc.length;
  }
  chunk(from: number): string {
    const line = this.doc.lineAt(from);
    return from === line.to && from < this.doc.length ? '\n' : line.text.slice(from - line.from);
  }
  read(from: number, to: number): string {
    return this.doc.sliceString(from, to);
  }
}

export class MarkdownTree {
  tree: Tree;
  private fragments: readonly TreeFragment[];

  constructor(doc: Text) {
    this.tree = markdown.parse(new DocInput(doc));
    this.fragments = TreeFragment.addTree(this.tree);
  }

  take({ changes, state }: Pick<ViewUpdate, 'changes' | 'state'>): void {
    const ranges: { fromA: number; toA: number; fromB: number; toB: number }[] = [];
    changes.iterChangedRanges((fromA, toA, fromB, toB) => ranges.push({ fromA, toA, fromB, toB }));
    const kept = TreeFragment.applyChanges(this.fragments, ranges);
    this.tree = markdown.parse(new DocInput(state.doc), kept);
    this.fragments = TreeFragment.addTree(this.tree, kept);
  }
}
