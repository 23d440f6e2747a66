// What a command will lead to in one's own rows, shown before the server has answered: a thread that was read to its end
// is read at once, and what is posted is no draft any more. The server's row takes its place when it comes; it has the higher revision.
import { keyText } from '../protocol/key';
import type { CommandBody, PrivateRow } from '../protocol/messages';
import { takePrivateRow } from './private_rows';
import { Sketch } from './sketch';
import { placeKey, type PrivateRows, type State } from './state';

function expectedRow(mine: PrivateRows, command: CommandBody, nowMs: number): PrivateRow['row'] | undefined {
  switch (command.case) {
    case 'markRead': {
      const { threadId = 0, readUpTo = 0 } = command.value;
      const held = mine.readCursors.get(threadId)?.readUpTo ?? 0;
      return { case: 'readCursor', value: { threadId, readUpTo: Math.max(held, readUpTo) } };
    }
    case 'markUnreadFrom': {
      const { threadId = 0, messageId = 1 } = command.value;
      return { case: 'readCursor', value: { threadId, readUpTo: messageId - 1 } };
    }
    case 'follow': {
      const { threadId = 0, channelId = 0, level = 0 } = command.value;
      return { case: 'following', value: { threadId, channelId, level } };
    }
    case 'setBookmark': {
      const { messageId = 0, kept = false } = command.value;
      return { case: 'bookmark', value: { messageId, kept, atMs: nowMs } };
    }
    case 'markRoadmapSeen': {
      const { roadmapId = 0, textVersion = 0, seq = 0 } = command.value;
      return { case: 'roadmapVisit', value: { roadmapId, textVersion, seq, atMs: nowMs } };
    }
    case 'saveDraft': {
      const { threadId = 0, channelId = 0, text = '' } = command.value;
      return { case: 'draft', value: { threadId, channelId, text, savedAtMs: nowMs } };
    }
    case 'postMessage': {
      const { threadId = 0 } = command.value;
      const hasDraft = mine.drafts.get(placeKey({ threadId }))?.text;
      return hasDraft ? { case: 'draft', value: { threadId, channelId: 0, text: '', savedAtMs: nowMs } } : undefined;
    }
    case 'saveSettings': {
      const { locale = '', timeZone = '', notifications = 0, mail, awayUntil = '' } = command.value.settings ?? {};
      const wishes = mail && { digest: mail.digest ?? 0, noNotices: mail.noNotices ?? false };
      return { case: 'settings', value: { locale, timeZone, notifications, mail: wishes, awayUntil } };
    }
    case 'course': {
      const entry = command.value.body?.case === 'saveNotebookEntry' ? command.value.body.value.entry : undefined;
      if (!entry?.entryKey) return undefined;
      const { entryKey, text = '', gatheringId = 0 } = entry;
      const writtenAtMs = mine.notebook.get(keyText(entryKey))?.writtenAtMs || nowMs;
      return { case: 'notebookEntry', value: { entryKey, text, gatheringId, writtenAtMs, editedAtMs: nowMs } };
    }
    default: return undefined;
  }
}

function heldRevision(mine: PrivateRows, row: PrivateRow['row']): number {
  switch (row.case) {
    case 'readCursor': return mine.readCursors.get(row.value.threadId)?.revision ?? 0;
    case 'following': return mine.followings.get(placeKey(row.value))?.revision ?? 0;
    case 'bookmark': return mine.bookmarks.get(row.value.messageId)?.revision ?? 0;
    case 'draft': return mine.drafts.get(placeKey(row.value))?.revision ?? 0;
    case 'settings': return mine.settings?.revision ?? 0;
    case 'notebookEntry': return mine.notebook.get(keyText(row.value.entryKey))?.revision ?? 0;
    default: return 0;
  }
}

/** The state as it will be, for all one can tell; the same state for commands about what is shared. */
export function expect(state: State, command: CommandBody, nowMs: number): State {
  const row = expectedRow(state.mine, command, nowMs);
  if (!row) return state;
  const sketch = new Sketch(state);
  takePrivateRow(sketch, { revision: heldRevision(state.mine, row), row }, 'expected');
  return sketch.done();
}
