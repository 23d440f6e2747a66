// What is laid over the text when it is asked for: who wrote which part, and the passages on which something was said.
import { StateEffect, StateField, type Extension, type Range } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import { colourOf } from './others';

export interface Part {
  readonly from: number;
  readonly to: number;
  readonly memberId: number;
}

export interface Noted {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly label: string; // whose, and what kind of word it is
}

export const showAuthors = StateEffect.define<readonly Part[]>();
export const showNotes = StateEffect.define<readonly Noted[]>();

const authorsField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(parts, transaction) {
    let next = parts.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(showAuthors)) next = Decoration.set(effect.value.flatMap(tinted), true);
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function tinted({ from, to, memberId }: Part): Range<Decoration>[] {
  return from < to ? [Decoration.mark({ class: `w-by w-c${colourOf(memberId)}` }).range(from, to)] : [];
}

class Note extends WidgetType {
  constructor(
    private readonly id: number,
    private readonly label: string,
    private readonly open: (id: number) => void,
  ) {
    super();
  }
  override eq(other: Note): boolean {
    return other.id === this.id && other.label === this.label;
  }
  override toDOM(): HTMLElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'w-note';
    button.tabIndex = -1; // the list of them is reached by keyboard
    button.textContent = '✎';
    button.ariaLabel = this.label;
    button.title = this.label;
    button.onclick = () => this.open(this.id);
    return button;
  }
  override ignoreEvent(): boolean {
    return true;
  }
}

const notesField = (open: (id: number) => void) =>
  StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(notes, transaction) {
      let next = notes.map(transaction.changes);
      for (const effect of transaction.effects) if (effect.is(showNotes)) next = Decoration.set(effect.value.flatMap((each) => noted(each, open)), true);
      return next;
    },
    provide: (field) => EditorView.decorations.from(field),
  });

function noted({ id, from, to, label }: Noted, open: (id: number) => void): Range<Decoration>[] {
  const button = Decoration.widget({ widget: new Note(id, label, open), side: 1 }).range(to);
  return from < to ? [Decoration.mark({ class: 'w-noted' }).range(from, to), button] : [button];
}

export const layers = (openNote: (id: number) => void): Extension => [authorsField, notesField(openNote)];
