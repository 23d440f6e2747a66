// What the door says when it stays closed: as elsewhere, but for a wrong password.
import { Offline, RefusalError } from '../../net/errors';
import { RefusalCode } from '../../protocol/messages';
import { doorWords } from '../../text/apart/door';
import { wordsFor } from '../../text/failure';
import { t } from '../../text/text.svelte';

export function wordsForRefusedDoor(error: unknown): string {
  if (error instanceof Offline) return t.shell.noAnswer;
  if (error instanceof RefusalError && error.code === RefusalCode.UNAUTHENTICATED) return doorWords.signIn.wrong;
  return wordsFor(error);
}
