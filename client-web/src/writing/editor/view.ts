// The editor on the page: CodeMirror with what a text of a roadmap needs, and the bridge to collab_text.ts.
import { history, historyKeymap, redo, standardKeymap, undo } from '@codemirror/commands';
import { Compartment, EditorSelection, EditorState, Transaction, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder, type ViewUpdate } from '@codemirror/view';
import type { TextChange } from '../../protocol/messages';
import { toWire } from '../changes';
import type { Host } from '../collab_text';
import { inputRules } from '../input_rules';
import { by, headed, nextOfList, toggled } from './commands';
import { formatting } from './formatting';
import { layers } from './layers';
import { look } from './look';
import { othersField } from './others';
import { dispatchInPieces } from './splitting';

/** After the end of a composition, until the editor has read what came of it. */
const composedWithinMs = 150;

/** What stands over the text above and below, on the smallest screen. */
const covered = { top: 130, bottom: 80 };

export interface ViewWords {
  readonly label: string;
  readonly placeholder: string;
  readonly helpId: string; // of the element that tells the keys
}

export interface ViewEvents {
  /** Something was written here, by whoever sits before it. */
  wrote(change: TextChange): void;
  /** The selection, or the text around it. */
  moved(): void;
  tooLong(): void;
  openNote(id: number): void;
}

export class ViewHost implements Host {
  readonly extensions: Extension;
  readonly view: EditorView;
  private readonly access = new Compartment();
  private readonly words = new Compartment();
  private canWrite = false;
  private composedAtMs = -Infinity;

  constructor(
    parent: HTMLElement,
    private said: ViewWords,
    events: ViewEvents,
  ) {
    this.extensions = [
      history(),
      drawSelectionWherePossible(),
      EditorView.lineWrapping,
      EditorView.scrollMargins.of(() => covered),
      inputRules(() => events.tooLong()),
      formatting,
      othersField,
      layers((id) => events.openNote(id)),
      look,
      keymap.of([
        { key: 'Mod-b', run: by((state) => toggled(state, '**')), preventDefault: true },
        { key: 'Mod-i', run: by((state) => toggled(state, '*')), preventDefault: true },
        { key: 'Enter', run: by(nextOfList) },
        ...historyKeymap,
        ...standardKeymap,
      ]),
      EditorView.domEventHandlers({ keydown: headingKeys, compositionend: () => void (this.composedAtMs = performance.now()) }),
      EditorView.updateListener.of((update) => this.tell(update, events)),
      this.access.of([]),
      this.words.of([]),
    ];
    this.view = new EditorView({ parent, state: EditorState.create({ extensions: this.extensions }), dispatchTransactions: dispatchInPieces });
    this.settle();
  }

  get state(): EditorState {
    return this.view.state;
  }

  get isComposing(): boolean {
    return this.view.compositionStarted || performance.now() - this.composedAtMs < composedWithinMs;
  }

  apply(transactions: readonly Transaction[]): void {
    this.view.update(transactions);
  }

  /** The cursor stays about where it was. */
  reset(state: EditorState): void {
    const { anchor, head } = this.view.state.selection.main;
    const { scrollTop } = document.scrollingElement ?? { scrollTop: 0 };
    this.view.setState(state);
    const { length } = state.doc;
    this.view.dispatch({ selection: EditorSelection.single(Math.min(anchor, length), Math.min(head, length)) });
    this.settle();
    document.scrollingElement?.scrollTo({ top: scrollTop, behavior: 'instant' });
  }

  setAccess(canWrite: boolean): void {
    if (canWrite === this.canWrite) return;
    this.canWrite = canWrite;
    this.settle();
  }

  setWords(words: ViewWords): void {
    this.said = words;
    this.settle();
  }

  undo = (): boolean => undo(this.view);
  redo = (): boolean => redo(this.view);

  private settle(): void {
    const { label, helpId, placeholder: nothing } = this.said;
    const attributes = {
      'aria-label': label,
      'aria-describedby': helpId,
      spellcheck: 'true',
      autocorrect: 'on',
      autocapitalize: 'sentences',
      translate: 'no',
      tabindex: '0',
    };
    this.view.dispatch({
      effects: [
        this.access.reconfigure([EditorState.readOnly.of(!this.canWrite), EditorView.editable.of(this.canWrite)]),
        this.words.reconfigure([EditorView.contentAttributes.of(attributes), placeholder(nothing)]),
      ],
    });
  }

  private tell(update: ViewUpdate, events: ViewEvents): void {
    for (const transaction of update.transactions) {
      const isOwn = transaction.docChanged && !transaction.annotation(Transaction.remote);
      if (isOwn) events.wrote(toWire(transaction.changes));
    }
    if (update.docChanged || update.selectionSet || update.focusChanged) events.moved();
  }
}

// Phones have handles on their own selection: a drawn one would hide them.
function drawSelectionWherePossible(): Extension {
  return matchMedia('(pointer: coarse)').matches ? [] : drawSelection();
}

// By the place of the key: on a French keyboard 1, 2 and 3 are typed with Shift; and AltGr, which some browsers tell as
// Ctrl and Alt, types signs.
function headingKeys(event: KeyboardEvent, view: EditorView): boolean {
  const level = ['Digit1', 'Digit2', 'Digit3'].indexOf(event.code) + 1;
  const isAsked = event.ctrlKey && event.altKey && !event.shiftKey && !event.metaKey && !event.getModifierState('AltGraph') && !event.isComposing;
  if (level === 0 || !isAsked) return false;
  event.preventDefault();
  return by((state) => headed(state, level as 1 | 2 | 3))(view);
}
