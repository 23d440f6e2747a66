// What was written so long ago that the changes since are not delivered any more. The log still moves it over all of them,
// but that costs changes × changes: so those that nobody was sent become one, under an editor id of their own. Those that
// may have been sent stay as they were.
import type { ChangeSet } from '@codemirror/state';
import type { TextBase } from '../keep/text_store';
import type { TextChange } from '../protocol/messages';
import { bytesOf, bytesOfPushMax, composed, toWire } from './changes';
import { newEditorId } from './collab_text';

export class LateWork {
  private readonly editorId: number;
  private readonly baseVersion: number;
  private readonly changes: TextChange[];
  private counted: number; // unsent changes that stand behind them

  /** `before`: the editor as it was when it turned out to be late. */
  constructor(before: TextBase) {
    this.baseVersion = before.version;
    this.editorId = before.sent > 0 ? before.editorId : newEditorId();
    this.changes = before.unsent.slice(0, before.sent);
    this.counted = before.sent;
  }

  /** All of it, with what was written since the last time. */
  push(unsent: readonly ChangeSet[]) {
    const fresh = unsent.slice(this.counted);
    for (const piece of joined(fresh)) this.changes.push(toWire(piece));
    this.counted = unsent.length;
    return { editorId: this.editorId, baseVersion: this.baseVersion, changes: this.changes };
  }

  isWhole(unsentCount: number): boolean {
    return unsentCount === this.counted;
  }

  /** To be put down before it is sent, so that a reload sends the same. */
  base(now: TextBase): TextBase {
    return { ...now, editorId: this.editorId, unsent: [...this.changes], sent: this.changes.length };
  }
}

/** As few changes as fit into pushes. */
function joined(changes: readonly ChangeSet[]): ChangeSet[] {
  const groups: ChangeSet[][] = [];
  let bytes = 0;
  for (const change of changes) {
    bytes += bytesOf(change);
    if (groups.length === 0 || bytes > bytesOfPushMax / 4) {
      groups.push([]);
      bytes = bytesOf(change);
    }
    groups.at(-1)!.push(change);
  }
  return groups.map((group) => composed(group, group[0]!.length));
}
