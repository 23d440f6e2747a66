// « Version de Nadia, 12 mai »: what could not be put into the text, and the way back into it.
import { ChangeSet, Text } from '@codemirror/state';
import { diff } from '@codemirror/merge';
import { ownWordsOf, type CopyCause, type TextCopy } from '../keep/text_store';
import { composed, fromWire, toWire } from './changes';
import type { CollabText } from './collab_text';

interface About {
  readonly owner: string;
  readonly roadmapId: number;
  readonly cause: CopyCause;
  readonly atMs: number;
}

/** Of whoever may not read the text any more, only his own words are kept. */
export function copyOf(text: CollabText, about: About): TextCopy {
  const base = text.confirmed.toString();
  const change = text.isDiverged ? between(base, text.text) : composed(text.unsent, base.length);
  const id = `${about.owner} ${text.editorId} ${text.version}`;
  const copy: TextCopy = { id, ...about, base, change: toWire(change) };
  return about.cause === 'unreadable' ? ownWordsOf(copy) : copy;
}

export function textOf({ base, change }: TextCopy): string {
  return fromWire(change).apply(Text.of(base.split('\n'))).toString();
}

/** What was written in the copy, moved to where it belongs in the text as it is now. */
export function broughtBack({ base, change }: TextCopy, now: string): ChangeSet {
  return fromWire(change).map(between(base, now));
}

function between(before: string, after: string): ChangeSet {
  const changes = diff(before, after, { scanLimit: 2_000, timeout: 500 }).map(({ fromA, toA, fromB, toB }) => ({
    from: fromA,
    to: toA,
    insert: Text.of(after.slice(fromB, toB).split('\n')),
  }));
  return ChangeSet.of(changes, before.length);
}
