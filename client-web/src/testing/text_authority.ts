// The log of one text and its rules, as server/roadmap/text_log.hpp has them: late pushes are moved over what came since,
// one change at a time, and what the log holds of the same editor already is dropped from the front.
import { ChangeSet, Text } from '@codemirror/state';
import { RefusalCode, type TextChange, type TextEntry } from '../protocol/messages';
import { changesOfPushMax, cutsPair, fromWire, isClean, textUnitsMax, toWire } from '../writing/changes';

interface Held {
  readonly authorId: number;
  readonly editorId: number;
  readonly changes: ChangeSet;
}

interface Pushed {
  readonly editorId: number;
  readonly baseVersion: number;
  readonly changes: readonly TextChange[];
}

export type Verdict =
  | { readonly version: number; readonly taken: number; readonly left: number }
  | { readonly code: RefusalCode; readonly cause: string; readonly version: number };

export class TextAuthority {
  epoch = 'epoch 1';
  forbidden = ''; // why nobody may write
  movesMax = 200_000;
  deliveredMax = 1_024; // how far behind one may be to be given changes
  private log: Held[] = [];
  private doc = Text.empty;

  get head(): number {
    return this.log.length;
  }
  get text(): string {
    return this.doc.toString();
  }
  entry(version: number): TextEntry {
    const { authorId, editorId, changes } = this.log[version - 1]!;
    return { version, authorId, editorId, atMs: version, change: toWire(changes) };
  }
  /** All that was ever inserted, in order of the log. */
  get inserted(): string {
    return this.log.map(({ changes }) => toWire(changes).inserted).join('');
  }

  /** An older state is restored from a backup. */
  restore(version: number): void {
    this.log = this.log.slice(0, version);
    this.doc = this.log.reduce((text, { changes }) => changes.apply(text), Text.empty);
    this.epoch = `epoch ${Number(this.epoch.slice(6)) + 1}`;
  }

  push(authorId: number, epoch: string, push: Pushed): Verdict {
    const refuse = (code: RefusalCode, cause: string) => ({ code, cause, version: this.head });
    const conflict = (cause: string) => refuse(RefusalCode.CONFLICT, cause);
    if (this.forbidden !== '') return refuse(RefusalCode.FORBIDDEN, this.forbidden);
    if (epoch !== this.epoch) return conflict('epoch');
    if (push.baseVersion > this.head) return conflict('ahead');
    const { length } = push.changes;
    if (length === 0 || length > changesOfPushMax || push.editorId <= 0) return refuse(RefusalCode.INVALID_ARGUMENT, '');
    let own = push.changes.map(fromWire);
    const since = this.log.slice(push.baseVersion);
    if (!this.isChain(own, push.baseVersion)) return refuse(RefusalCode.INVALID_ARGUMENT, 'chain');
    const isOwn = (held: Held) => held.authorId === authorId && held.editorId === push.editorId;
    const held = Math.min(since.filter(isOwn).length, own.length);
    const affordable = since.length === 0 ? own.length : Math.floor(this.movesMax / since.length);
    const lookedAt = Math.min(own.length, affordable);
    if (lookedAt < Math.min(own.length, held + 1)) return conflict('behind');
    const left = own.length - lookedAt;
    own = own.slice(0, lookedAt);
    for (const each of since) {
      if (own.length === 0) break;
      if (isOwn(each)) {
        if (own.shift()!.toString() !== each.changes.toString()) return conflict('diverged');
        continue;
      }
      let theirs: ChangeSet = each.changes;
      own = own.map((change) => {
        const moved = change.map(theirs);
        theirs = theirs.map(change, true);
        return moved;
      });
    }
    for (const changes of own) {
      const why = this.faultOf(changes);
      if (why !== '') return refuse(RefusalCode.INVALID_ARGUMENT, why);
      this.doc = changes.apply(this.doc);
      this.log.push({ authorId, editorId: push.editorId, changes });
    }
    return { version: this.head, taken: held + own.length, left };
  }

  private isChain(changes: readonly ChangeSet[], base: number): boolean {
    let { length } = this.log[base]?.changes ?? this.doc;
    for (const change of changes) {
      if (change.length !== length) return false;
      length = change.newLength;
    }
    return true;
  }

  private faultOf(changes: ChangeSet): string {
    if (changes.newLength > textUnitsMax) return 'too long';
    let why = '';
    changes.iterChanges((fromA, toA, _fromB, _toB, inserted) => {
      if (cutsPair(this.doc, fromA) || cutsPair(this.doc, toA)) why = 'cuts a pair';
      if (!isClean(inserted.toString())) why = 'is not clean';
    }, true);
    return why;
  }
}
