// The list of gatherings comes in pages; whoever asks for it wants all of them.
import type { GatheringRow } from '../protocol/messages';
import { pageAfter, type ListGatherings } from '../state/reduce_course';

export interface GatheringPage {
  readonly rows: readonly GatheringRow[];
  readonly more: boolean;
}

/** Asks for the pages behind this one, one after the other. */
export async function askForLater(page: GatheringPage | undefined, ask: (value: ListGatherings) => Promise<GatheringPage | undefined>): Promise<void> {
  for (let next = page && pageAfter(page); next; ) {
    const following = await ask(next);
    next = following && pageAfter(following);
  }
}
