// Rows of the member alone: read cursors, drafts, followings, bookmarks, settings. The last writer wins, by revision.
import type { PrivateRow } from '../protocol/messages';
import type { Sketch } from './sketch';
import { placeKey, type PrivateRows } from './state';

type Revised = { readonly revision: number };

function put<Key, Value extends Revised>(map: ReadonlyMap<Key, Value>, key: Key, value: Value): ReadonlyMap<Key, Value> {
  return (map.get(key)?.revision ?? -1) > value.revision ? map : new Map(map).set(key, value);
}

function newer<Value extends Revised>(held: Value | undefined, value: Value): Value {
  return held && held.revision > value.revision ? held : value;
}

function withRow(mine: PrivateRows, { revision, row }: PrivateRow): PrivateRows {
  switch (row.case) {
    case 'readCursor': {
      const { threadId, readUpTo } = row.value;
      return { ...mine, readCursors: put(mine.readCursors, threadId, { readUpTo, revision }) };
    }
    case 'draft':
      return { ...mine, drafts: put(mine.drafts, placeKey(row.value), { ...row.value, revision }) };
    case 'following':
      return { ...mine, followings: put(mine.followings, placeKey(row.value), { level: row.value.level, revision }) };
    case 'bookmark':
      return { ...mine, bookmarks: put(mine.bookmarks, row.value.messageId, { ...row.value, revision }) };
    case 'acceptance':
      return { ...mine, acceptances: put(mine.acceptances, row.value.kind, { ...row.value, revision }) };
    case 'lastVisit':
      return { ...mine, lastVisit: newer(mine.lastVisit, { ...row.value, revision }) };
    case 'settings':
      return { ...mine, settings: newer(mine.settings, { ...row.value, revision }) };
    case 'freshStart':
      return { ...mine, freshStart: newer(mine.freshStart, { ...row.value, revision }) };
    default:
      return mine;
  }
}

/** What is unread follows from the read cursor: nothing, when it is at the end; else the server counts again. */
function recount(sketch: Sketch, threadId: number, readUpTo: number): void {
  const thread = sketch.get('threads').get(threadId);
  const unread = sketch.get('unread').get(threadId);
  if (thread && readUpTo >= thread.lastMessageId) {
    if (unread) sketch.map('unread').set(threadId, { ...unread, count: 0, firstId: 0, readUpTo });
  } else if (thread && unread?.readUpTo !== readUpTo) {
    sketch.want('threads', threadId);
  }
}

export function takePrivateRow(sketch: Sketch, row: PrivateRow): void {
  const before = sketch.get('mine');
  const after = withRow(before, row);
  sketch.set('mine', after);
  if (row.row.case === 'readCursor') {
    const { threadId } = row.row.value;
    const readUpTo = after.readCursors.get(threadId)?.readUpTo ?? 0;
    if (before.readCursors.get(threadId)?.readUpTo !== readUpTo) recount(sketch, threadId, readUpTo);
  }
}
