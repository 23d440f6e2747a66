// What was written in shared texts the last time and not sent is taken up without their pages being opened.
import { textsOn, type Database } from '../keep/database';
import type { Session } from './session';

/** Loads what knows shared texts only where some are left. */
export async function takeUpTexts(session: Session, database: Database | undefined, owner: string): Promise<void> {
  try {
    const left = (database && (await (await textsOn(database))?.unsentTexts(database, owner))) ?? [];
    if (left.length > 0) await (await import('../writing/leaving')).bringIn(session, left);
  } catch (error) {
    console.warn('ramure: texts that were not sent could not be taken up', error);
  }
}
