// What the first page tells, from the server's answer or, until it has come, from what this device holds.
import type { CatchUpAnswer, CatchUpThread, Thread } from '../../protocol/messages';
import type { State } from '../../state/state';
import { isUnread } from '../../state/select';

/** One line of the first page: a thread and the very message that it leads to. */
export interface Line {
  thread: Thread;
  messageId: number; // 0: the thread's beginning
  newCount: number; // since the last visit
}

export interface Group {
  themeId: number; // 0: threads of other places
  lines: Line[];
}

const freshStartAfterMs = 30 * 24 * 3600 * 1000;
const undoWithinMs = 7 * 24 * 3600 * 1000;

export function lineOf({ row, newCount, firstNewId, mentionId }: CatchUpThread): Line[] {
  return row ? [{ thread: row.thread ?? ({} as Thread), messageId: mentionId || firstNewId, newCount }] : [];
}

/** Threads with something unread, as this device knows them; newest activity first. */
export function linesHeld(state: State): Line[] {
  return [...state.unread]
    .flatMap(([id, { count, firstId }]) => {
      const thread = state.threads.get(id);
      return thread && count > 0 && !thread.archived ? [{ thread, messageId: firstId, newCount: count }] : [];
    })
    .sort((a, b) => b.thread.lastActivityAtMs - a.thread.lastActivityAtMs);
}

/** Grouped by theme in the programme's order; what has no theme comes last. */
export function byTheme(state: State, lines: readonly Line[]): Group[] {
  const groups = new Map<number, Line[]>();
  for (const line of lines) {
    const themeId = line.thread.themeId;
    groups.set(themeId, [...(groups.get(themeId) ?? []), line]);
  }
  const order = (themeId: number) => state.themes.get(themeId)?.position ?? Number.MAX_SAFE_INTEGER;
  return [...groups].map(([themeId, of]) => ({ themeId, lines: of })).sort((a, b) => order(a.themeId) - order(b.themeId));
}

/** Whether « Repartir d’aujourd’hui » is offered: after a month away. */
export function wasAwayLong(answer: CatchUpAnswer, nowMs: number): boolean {
  return answer.sinceMs > 0 && nowMs - answer.sinceMs >= freshStartAfterMs;
}

/** When the fresh start was, if it can still be undone; else 0. */
export function undoableFreshStart(state: State, nowMs: number): number {
  const atMs = state.mine.freshStart?.atMs ?? 0;
  return atMs > 0 && nowMs - atMs < undoWithinMs ? atMs : 0;
}

/** Whether a thread of the answer holds nothing unread any more: it was read since, here or elsewhere. */
export function isRead(state: State, line: Line): boolean {
  return !isUnread(state, line.thread.id);
}
