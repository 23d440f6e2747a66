// Where one is in a thread, and what that means for what is unread. Reaching the end, and staying there for a moment with
// the page in view, marks the thread read; passing by does not. « Marquer non lu à partir d’ici » holds until one leaves.
import { client } from '../../client.svelte';
import { note } from '../../look/speak.svelte';
import { wordsFor } from '../../text/failure';
import { unreadCount } from '../../state/select';

const dwellMs = 1_200;

export class ReadingState {
  /** The end of the thread is on the screen. */
  isAtEnd = $state(false);
  /** What was unread before this visit marked it read: the first one’s id, for undoing. 0: nothing was. */
  undoFromId = $state(0);
  /** One wants it to stay unread. */
  isHeld = $state(false);

  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly threadId: number) {}

  /** To be called in an effect: `lastId` is the thread’s last message, or 0 when its end is not loaded. */
  look(lastId: number) {
    clearTimeout(this.timer);
    const isThere = this.isAtEnd && !this.isHeld && lastId !== 0 && unreadCount(client.state, this.threadId) > 0;
    if (isThere) this.timer = setTimeout(() => void this.markRead(lastId), dwellMs);
  }

  leave() {
    clearTimeout(this.timer);
  }

  async undo() {
    await this.markUnreadFrom(this.undoFromId);
    this.undoFromId = 0;
  }

  async markUnreadFrom(messageId: number) {
    this.isHeld = true;
    this.undoFromId = 0;
    try {
      await client.send('markUnreadFrom', { threadId: this.threadId, messageId });
    } catch (error) {
      note(wordsFor(error), { tone: 'error' });
    }
  }

  private async markRead(lastId: number) {
    if (document.visibilityState !== 'visible') return;
    const firstId = client.state.unread.get(this.threadId)?.firstId ?? 0;
    try {
      await client.send('markRead', { threadId: this.threadId, readUpTo: lastId });
      this.undoFromId ||= firstId;
    } catch {
      // it stays unread, and is marked the next time
    }
  }
}
