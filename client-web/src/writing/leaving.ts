// Texts whose page is not open, with something unsent: of a page that was left, or of the last time this device was used.
// They go on until everything is in the log, one at a time each; a page that opens such a text takes it over from here.
import type { Session } from '../client/session';
import type { TextCopy } from '../keep/text_store';
import { PlainHost } from './collab_text';
import { inputRules } from './input_rules';
import { holdCopy } from './loose_copies';
import { OpenText, placeOf } from './open_text';

/** How long the tab that wrote it may take to let go, when nobody waits for it on the screen. */
const patienceMs = 10_000;

const leaving = new Map<number, { readonly open: OpenText; readonly session: Session }>();

/** Brings what is unsent into the log without a page, and lets go. */
export async function goOnWithout(session: Session, open: OpenText): Promise<void> {
  leaving.set(open.roadmapId, { open, session });
  await open.sync.settled();
  await letGo(session, open);
}

export async function letGo(session: Session, open: OpenText): Promise<void> {
  session.texts.delete(open);
  if (leaving.get(open.roadmapId)?.open === open) leaving.delete(open.roadmapId);
  await open.stop();
}

/** Before a page opens the text: what it goes on with is on this device then. */
export async function takeOver(roadmapId: number): Promise<void> {
  const left = leaving.get(roadmapId);
  if (left) await letGo(left.session, left.open);
}

/** What was written the last time and never sent. Copies that come of it are shown when the text is opened. */
export async function bringIn(session: Session, roadmapIds: readonly number[], onCopy: (copy: TextCopy) => void = () => {}): Promise<void> {
  for (const roadmapId of roadmapIds) {
    if (leaving.get(roadmapId)?.session === session) continue;
    await takeOver(roadmapId); // one signed out and in again in this tab: the editor that was left holds its lock
    const open = new OpenText(placeOf(session), roadmapId, new PlainHost(inputRules(() => {})), {
      changed: () => {},
      copied: (copy, isKept) => {
        holdCopy(copy, isKept);
        onCopy(copy);
      },
      forbidden: () => {},
      lost: () => {},
    });
    await open.prepare(patienceMs);
    if (!open.hasUnsent) {
      await open.stop(); // another tab, or its page, is at it
      continue;
    }
    session.texts.add(open);
    open.start();
    await goOnWithout(session, open);
  }
}
