// Where the others are in the text: a thin line with a name at their cursor, a tint on what they have marked.
import { StateEffect, StateField, type Extension, type Range } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';

export interface Other {
  readonly editorId: number;
  readonly memberId: number;
  readonly name: string;
  readonly anchor: number;
  readonly head: number;
}

/** Colours that people have: the same person the same one, as on their leaf. */
export const colourOf = (memberId: number): number => (Math.imul(memberId, 0x9e3779b1) >>> 16) % 6;

export const seeOther = StateEffect.define<Other>();
export const loseOther = StateEffect.define<number>();

class Caret extends WidgetType {
  constructor(
    private readonly name: string,
    private readonly colour: number,
  ) {
    super();
  }
  override eq(other: Caret): boolean {
    return other.name === this.name && other.colour === this.colour;
  }
  override toDOM(): HTMLElement {
    const caret = document.createElement('span');
    caret.className = `w-caret w-c${this.colour}`;
    caret.ariaHidden = 'true'; // who writes here is told in words above the text
    caret.dataset['name'] = this.name; // drawn by the style: it is no part of the text, not even when that is copied
    return caret;
  }
  override ignoreEvent(): boolean {
    return true;
  }
}

export const othersField = StateField.define<ReadonlyMap<number, Other>>({
  create: () => new Map(),
  update(others, transaction) {
    let next = others;
    if (transaction.docChanged && others.size > 0) {
      const moved = (at: number) => transaction.changes.mapPos(at, 1);
      next = new Map([...others].map(([id, each]) => [id, { ...each, anchor: moved(each.anchor), head: moved(each.head) }]));
    }
    for (const effect of transaction.effects) {
      if (effect.is(seeOther)) next = new Map(next).set(effect.value.editorId, effect.value);
      if (effect.is(loseOther)) next = new Map([...next].filter(([id]) => id !== effect.value));
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field, drawn),
});

function drawn(others: ReadonlyMap<number, Other>): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const { memberId, name, anchor, head } of others.values()) {
    const colour = colourOf(memberId);
    const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
    if (from < to) ranges.push(Decoration.mark({ class: `w-marked w-c${colour}` }).range(from, to));
    ranges.push(Decoration.widget({ widget: new Caret(name, colour), side: 1 }).range(head));
  }
  return Decoration.set(ranges, true);
}

export const others: Extension = othersField;
