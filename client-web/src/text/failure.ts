// What went wrong, in words that say what one can do about it.
import { Offline, RefusalError } from '../net/errors';
import { RefusalCode, type Refusal } from '../protocol/messages';
import { t } from './text.svelte';

/** For anything that client.send, client.ask and the HTTP calls reject with. */
export function wordsFor(error: unknown): string {
  if (error instanceof Offline) return t.failure.offline;
  if (!(error instanceof RefusalError)) return t.failure.unknown;
  if (error.code === RefusalCode.TOO_LARGE && error.data['limit']) return t.failure.tooLarge(error.data['limit'], error.data['unit'] ?? '');
  const words = t.failure.codes[RefusalCode[error.code] as keyof typeof t.failure.codes] as string | undefined;
  return words ?? t.failure.unknown;
}

export const isRefused = (error: unknown, code: RefusalCode) => error instanceof RefusalError && error.code === code;

/** The server does not know the act yet: what depends on it is left out, quietly. */
export const isUnknownHere = (error: unknown) => isRefused(error, RefusalCode.UNIMPLEMENTED);

/** The same for a refusal that was kept with what it refused. */
export const wordsForRefusal = (refusal: Refusal) => wordsFor(new RefusalError(refusal));
