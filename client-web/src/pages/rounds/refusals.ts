// Why the rules of the method said no, in words that teach it.
import { Offline, RefusalError } from '../../net/errors';
import { RoundCondition } from '../../protocol/messages';
import type { RoundRoom } from '../../state/state';
import { wordsFor } from '../../text/failure';
import { words } from '../../text/rounds.svelte';

type Cause = keyof typeof words.refused.causes;

export function refusalWords(error: unknown, _room?: RoundRoom): string {
  if (!(error instanceof RefusalError) || error instanceof Offline) return wordsFor(error);
  const cause = error.data['cause'] ?? '';
  if (cause === 'lock') return words.refused.lock(missingWords(error.data['missing'] ?? '').join(', '));
  return (words.refused.causes[cause as Cause] as string | undefined) ?? wordsFor(error);
}

/** "frame_accepted,client_accepted", or the names of the enum: in words. */
export function missingWords(missing: string): string[] {
  return missing
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((name) => conditionWords(RoundCondition[name.toUpperCase().replace('ROUND_CONDITION_', '') as keyof typeof RoundCondition] ?? 0));
}

export function conditionWords(condition: RoundCondition): string {
  return words.conditions[RoundCondition[condition] as keyof typeof words.conditions] ?? words.conditions.UNSPECIFIED;
}
