// Why something was refused to one in the course, in words.
import { Offline, RefusalError } from '../../net/errors';
import { RefusalCode } from '../../protocol/messages';
import { courseWords } from '../../text/apart/course';
import { wordsFor } from '../../text/failure';

export function refusalWords(error: unknown): string {
  if (!(error instanceof RefusalError) || error instanceof Offline) return wordsFor(error);
  const { causes, document, moved, gone } = courseWords.refused;
  if (error.field.endsWith('documents.message_id')) return document;
  const cause = causes[(error.data['cause'] ?? '') as keyof typeof causes] as string | undefined;
  if (cause) return cause;
  if (error.code === RefusalCode.CONFLICT) return moved;
  if (error.code === RefusalCode.NOT_FOUND) return gone;
  return wordsFor(error);
}
