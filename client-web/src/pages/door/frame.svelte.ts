// Which wording of the frame and of the « mentions d’information » this client shows, and who has to be shown them.
import { AcceptanceKind } from '../../protocol/messages';
import type { State } from '../../state/state';

/** Raised by one when the text in text/fr/door.ts changes its meaning: everybody is then asked again. */
export const frameVersion = 1;
export const noticeVersion = 1;

const firstLevelThatNotes = 2; // of the protocol: older servers keep no acceptances
let isKeptNowhere = $state(false);

/** This server cannot note it: whoever has read the frame comes in, and is shown it again on the next visit. */
export function enterWithoutNote() {
  isKeptNowhere = true;
}

export function hasToSeeFrame(state: State): boolean {
  if (isKeptNowhere || state.serverLevel < firstLevelThatNotes) return false;
  const versionOf = (kind: AcceptanceKind) => state.mine.acceptances.get(kind)?.version ?? 0;
  return versionOf(AcceptanceKind.FRAME) < frameVersion || versionOf(AcceptanceKind.NOTICE) < noticeVersion;
}
