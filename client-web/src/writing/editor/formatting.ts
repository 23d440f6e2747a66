// Markdown shown as what it means, in place: headings are large, bold is bold, and the signs that make it so are seen in
// the lines only in which one writes.
import { type EditorState, type Range } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate, WidgetType } from '@codemirror/view';
import type { SyntaxNodeRef } from '@lezer/common';
import { MarkdownTree } from './tree';

const hidden = Decoration.replace({});
const sign = Decoration.mark({ class: 'w-sign' });
const marks: Readonly<Record<string, Decoration>> = {
  StrongEmphasis: Decoration.mark({ class: 'w-strong', tagName: 'strong' }),
  Emphasis: Decoration.mark({ class: 'w-em', tagName: 'em' }),
  Strikethrough: Decoration.mark({ class: 'w-strike', tagName: 's' }),
  InlineCode: Decoration.mark({ class: 'w-code' }),
  Link: Decoration.mark({ class: 'w-link' }),
  Autolink: Decoration.mark({ class: 'w-link' }),
};
const lines: Readonly<Record<string, string>> = {
  ATXHeading1: 'w-h1',
  ATXHeading2: 'w-h2',
  ATXHeading3: 'w-h3',
  ATXHeading4: 'w-h4',
  ATXHeading5: 'w-h4',
  ATXHeading6: 'w-h4',
  SetextHeading1: 'w-h1',
  SetextHeading2: 'w-h2',
  Blockquote: 'w-quote',
  FencedCode: 'w-pre',
  HorizontalRule: 'w-rule',
  TableHeader: 'w-row w-row-head',
  TableRow: 'w-row',
};
/** Signs that are not seen where one does not write; of some, with the space behind them. */
const signs: readonly string[] = ['HeaderMark', 'EmphasisMark', 'StrikethroughMark', 'CodeMark', 'LinkMark', 'QuoteMark'];

const columnsMax = 6;

class Bullet extends WidgetType {
  override eq(): boolean {
    return true;
  }
  override toDOM(): HTMLElement {
    const bullet = document.createElement('span');
    bullet.className = 'w-bullet';
    bullet.textContent = '•';
    return bullet;
  }
}
const bullet = Decoration.replace({ widget: new Bullet() });

/** Lines in which the writer is: there everything is seen as it is written. */
function writtenLines(state: EditorState, isWrittenIn: boolean): (from: number, to: number) => boolean {
  if (!isWrittenIn) return () => false;
  const spans = state.selection.ranges.map(({ from, to }) => ({ from: state.doc.lineAt(from).from, to: state.doc.lineAt(to).to }));
  return (from, to) => spans.some((span) => from <= span.to && to >= span.from);
}

/** What is seen of a text between two places. Exported for its test. */
export function decorationsOf(state: EditorState, { tree }: MarkdownTree, from: number, to: number, isWrittenIn: boolean): Range<Decoration>[] {
  const found: Range<Decoration>[] = [];
  const isWritten = writtenLines(state, isWrittenIn);
  const lineClasses = new Map<number, string>();
  const onLines = (node: SyntaxNodeRef, name: string) => {
    for (let at = Math.max(from, node.from); at <= Math.min(to, node.to); ) {
      const line = state.doc.lineAt(at);
      lineClasses.set(line.from, `${lineClasses.get(line.from) ?? ''} ${name}`.trim());
      at = line.to + 1;
    }
  };
  const show = (decoration: Decoration, begin: number, end: number) => {
    if (begin < end) found.push(decoration.range(begin, end));
  };
  let columns = 0; // of the table that is gone through
  tree.iterate({
    from,
    to,
    enter: (node) => {
      const { name } = node;
      const lineClass = lines[name];
      if (lineClass) onLines(node, lineClass);
      const mark = marks[name];
      if (mark) show(mark, node.from, node.to);
      if (name === 'Table') columns = node.node.getChild('TableHeader')?.getChildren('TableCell').length ?? 0;
      if (name === 'TableDelimiter' && node.to - node.from > 1) {
        onLines(node, 'w-row-line');
        show(isWritten(node.from, node.to) ? sign : hidden, node.from, node.to);
      }
      if (name === 'TableHeader' || name === 'TableRow') row(node, columns, isWritten, show);
      if (name === 'ListMark') listMark(state, node, isWritten, show);
      if (name === 'URL' && node.node.parent?.name === 'Link') show(isWritten(node.from, node.to) ? sign : hidden, node.from, node.to);
      if (!signs.includes(name)) return;
      const isPre = name === 'CodeMark' && node.node.parent?.name === 'FencedCode';
      if (isPre || isWritten(node.from, node.to)) return show(sign, node.from, node.to);
      const isSpaced = name === 'HeaderMark' || name === 'QuoteMark';
      const space = isSpaced && state.doc.sliceString(node.to, node.to + 1) === ' ' ? 1 : 0;
      show(hidden, node.from, Math.min(node.to + space, state.doc.lineAt(node.from).to));
    },
  });
  for (const [at, name] of lineClasses) found.push(Decoration.line({ class: name }).range(at));
  return found;
}

/** In columns of equal width, where one does not write and no cell is empty; else as it is written. */
function row(node: SyntaxNodeRef, columns: number, isWritten: (from: number, to: number) => boolean, show: (decoration: Decoration, from: number, to: number) => void): void {
  const cells = node.node.getChildren('TableCell');
  const isInColumns = cells.length === columns && columns <= columnsMax && !isWritten(node.from, node.to);
  for (const delimiter of node.node.getChildren('TableDelimiter')) show(isInColumns ? hidden : sign, delimiter.from, delimiter.to);
  if (isInColumns) for (const cell of cells) show(Decoration.mark({ class: `w-cell w-of-${columns}` }), cell.from, cell.to);
}

function listMark(state: EditorState, node: SyntaxNodeRef, isWritten: (from: number, to: number) => boolean, show: (decoration: Decoration, from: number, to: number) => void): void {
  const isDash = /^[-*+]$/.test(state.doc.sliceString(node.from, node.to));
  if (isDash && !isWritten(node.from, node.to)) show(bullet, node.from, node.to);
  else show(sign, node.from, node.to);
}

class Formatting {
  decorations: DecorationSet;
  private readonly tree: MarkdownTree;

  constructor(view: EditorView) {
    this.tree = new MarkdownTree(view.state.doc);
    this.decorations = this.draw(view);
  }

  update(update: ViewUpdate): void {
    if (update.docChanged) this.tree.take(update);
    const isOther = update.docChanged || update.viewportChanged || update.selectionSet || update.focusChanged || update.startState.readOnly !== update.state.readOnly;
    if (isOther) this.decorations = this.draw(update.view);
  }

  private draw({ state, visibleRanges, hasFocus }: EditorView): DecorationSet {
    const found = visibleRanges.flatMap(({ from, to }) => decorationsOf(state, this.tree, from, to, hasFocus && !state.readOnly));
    return Decoration.set(found, true);
  }
}

export const formatting = ViewPlugin.fromClass(Formatting, { decorations: ({ decorations }) => decorations });
