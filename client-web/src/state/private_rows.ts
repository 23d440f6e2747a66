// Rows of the member alone: read cursors, drafts, followings, bookmarks, settings, the notebook. The last writer wins, by revision.
import { keyText } from '../protocol/key';
import type { PrivateRow } from '../protocol/messages';
import { unreadCap } from './reduce_threads';
import type { Sketch } from './sketch';
import { placeKey, type PrivateRows, type Unread } from './state';

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
    case 'roadmapVisit':
      return { ...mine, roadmapVisits: put(mine.roadmapVisits, row.value.roadmapId, { ...row.value, revision }) };
    case 'notebookEntry':
      return { ...mine, notebook: put(mine.notebook, keyText(row.value.entryKey), { ...row.value, revision }) };
    default:
      return mine;
  }
}

/** Who tells of a row: the server, with all that it counts; the server, of a change; or nobody yet. */
export type RowOrigin = 'listed' | 'told' | 'expected';

/** What is unread, if the window on the thread shows it: from the read cursor on, to the end. */
function countedInWindow(sketch: Sketch, threadId: number, readUpTo: number): Unread | undefined {
  const window = sketch.get('histories').get(threadId);
  if (!window || window.moreAfter || window.isStale) return undefined;
  if (window.moreBefore && (window.messages[0]?.id ?? 0) > readUpTo) return undefined;
  const me = sketch.get('me').id;
  const unread = window.messages.filter(({ id, authorId }) => id > readUpTo && authorId !== me);
  const count = Math.min(unread.length, unreadCap);
  return { count, firstId: unread[0]?.id ?? 0, readUpTo, asOf: window.asOf };
}

/** What is unread follows from the read cursor: nothing, when it is at the end; else it is counted again. */
export function recount(sketch: Sketch, threadId: number, readUpTo: number, origin: RowOrigin): void {
  const thread = sketch.get('threads').get(threadId);
  if (!thread || sketch.get('unread').get(threadId)?.readUpTo === readUpTo) return;
  const isAtEnd = readUpTo >= thread.lastMessageId;
  const counted = isAtEnd
    ? { count: 0, firstId: 0, readUpTo, asOf: thread.asOf }
    : countedInWindow(sketch, threadId, readUpTo);
  if (counted) sketch.map('unread').set(threadId, counted);
  else if (origin === 'told') sketch.want('threads', threadId);
}

export function takePrivateRow(sketch: Sketch, row: PrivateRow, origin: RowOrigin): void {
  sketch.set('mine', withRow(sketch.get('mine'), row));
  if (row.row.case !== 'readCursor' || origin === 'listed') return;
  const { threadId } = row.row.value;
  recount(sketch, threadId, sketch.get('mine').readCursors.get(threadId)?.readUpTo ?? 0, origin);
}
