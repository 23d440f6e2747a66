// Entries that were typed on this device and that the server has not taken: refused, too long, or waiting for the network.
import { typedPlaces, typedSince } from '../../../keep/typed';
import type { NotebookEntry } from '../../../protocol/messages';

export const entryPlace = (key: string) => `entry ${key}`;

/** What was typed since the server last took this entry. */
export const leftOf = (key: string, stored: NotebookEntry | undefined): string | undefined => typedSince(entryPlace(key), stored?.editedAtMs ?? 0);

export interface LeftEntry {
  readonly key: string;
  readonly text: string;
}

export function leftEntries(notebook: ReadonlyMap<string, NotebookEntry>): readonly LeftEntry[] {
  return typedPlaces(entryPlace('')).flatMap((place) => {
    const key = place.slice(entryPlace('').length);
    const text = leftOf(key, notebook.get(key));
    return text === undefined || text.trim() === '' ? [] : [{ key, text }];
  });
}
