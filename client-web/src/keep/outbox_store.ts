// Where the rows of the outbox lie: in the browser's database, or in memory where there is none.
import type { Database } from './database';
import type { OutboxRow } from './outbox_row';

export interface OutboxStore {
  all(owner: string): Promise<readonly OutboxRow[]>; // in order of key
  get(key: string): Promise<OutboxRow | undefined>;
  put(row: OutboxRow): Promise<void>; // rejects when it cannot be kept: a full disk
  delete(key: string): Promise<void>;
}

export function databaseStore(database: Database): OutboxStore {
  return {
    async all(owner) {
      return (await database.getAll('outbox')).filter((row) => row.owner === owner);
    },
    get: (key) => database.get('outbox', key),
    async put(row) {
      // `strict`: the promise of an outbox is that the row is on disk before it is sent.
      const transaction = database.transaction('outbox', 'readwrite', { durability: 'strict' });
      await Promise.all([transaction.store.put(row), transaction.done]);
    },
    delete: (key) => database.delete('outbox', key),
  };
}

export function memoryStore(): OutboxStore {
  const rows = new Map<string, OutboxRow>();
  return {
    all: async (owner) =>
      [...rows.values()].filter((row) => row.owner === owner).sort((a, b) => (a.key < b.key ? -1 : 1)),
    get: async (key) => rows.get(key),
    put: async (row) => void rows.set(row.key, row),
    delete: async (key) => void rows.delete(key),
  };
}
