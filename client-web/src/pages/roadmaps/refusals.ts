// Why something was refused to one in a roadmap, in words.
import { Offline, RefusalError } from '../../net/errors';
import { RefusalCode } from '../../protocol/messages';
import { words } from '../../text/apart/roadmaps';
import { wordsFor } from '../../text/failure';

export function refusalWords(error: unknown): string {
  if (!(error instanceof RefusalError) || error instanceof Offline) return wordsFor(error);
  const cause = words.refused.causes[(error.data['cause'] ?? '') as keyof typeof words.refused.causes] as string | undefined;
  if (cause) return cause;
  if (error.code === RefusalCode.CONFLICT) return words.refused.moved;
  if (error.code === RefusalCode.NOT_FOUND) return words.refused.gone;
  if (error.code === RefusalCode.ALREADY_DONE) return words.refused.already;
  return wordsFor(error);
}
