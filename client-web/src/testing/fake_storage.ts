// localStorage in memory, in the place of the browser's: for tests of what a page keeps beside its database.
import { vi } from 'vitest';

/** Empty; gives its rows. `isFull`: whether it takes nothing now. */
export function useFakeStorage(isFull: () => boolean = () => false): Map<string, string> {
  const rows = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    get length() {
      return rows.size;
    },
    key: (index: number) => [...rows.keys()][index] ?? null,
    getItem: (name: string) => rows.get(name) ?? null,
    removeItem: (name: string) => rows.delete(name),
    setItem: (name: string, value: string) => {
      if (isFull()) throw new DOMException('full', 'QuotaExceededError');
      rows.set(name, value);
    },
  });
  return rows;
}
