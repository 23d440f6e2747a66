// The browser's own database: what was written and is not yet sent, and what was read, so that the page opens at once.
// Everything in it belongs to one member of one community, `owner`: "vallees/31".
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { OutboxRow } from './outbox_row';
import type { TextBase, TextCopy, TextStep } from './text_store';

/** A piece of the cached state: see cache.ts. */
export interface CachePiece {
  readonly owner: string;
  readonly name: string;
  readonly value: unknown;
}

interface Schema extends DBSchema {
  outbox: { key: string; value: OutboxRow };
  cache: { key: [string, string]; value: CachePiece };
  texts: { key: [string, number, number]; value: TextBase };
  textSteps: { key: [string, number, number, number]; value: NumberedStep };
  textCopies: { key: string; value: TextCopy };
}

interface NumberedStep {
  readonly owner: string;
  readonly roadmapId: number;
  readonly editorId: number;
  readonly number: number;
  readonly step: TextStep;
}

export type Database = IDBPDatabase<Schema>;

/** undefined where the browser has none for us: private windows, a full or broken disk. The page works without. */
export async function openDatabase(name = 'ramure'): Promise<Database | undefined> {
  try {
    return await openDB<Schema>(name, 2, {
      upgrade(database, before) {
        if (before < 1) {
          database.createObjectStore('outbox', { keyPath: 'key' });
          database.createObjectStore('cache', { keyPath: ['owner', 'name'] });
        }
        database.createObjectStore('texts', { keyPath: ['owner', 'roadmapId', 'editorId'] });
        database.createObjectStore('textSteps', { keyPath: ['owner', 'roadmapId', 'editorId', 'number'] });
        database.createObjectStore('textCopies', { keyPath: 'id' });
      },
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close(); // a newer page wants to change the schema
      },
    });
  } catch (error) {
    console.warn('ramure: there is no database in this browser', error);
    return undefined;
  }
}

/** What knows shared texts, where there are any on this device; most visits need none of it. */
export async function textsOn(database: Database) {
  return (await database.count('texts')) + (await database.count('textCopies')) > 0 ? import('./text_store') : undefined;
}
