// The last words that were typed, when the page is hidden or closed: nothing that has to be waited for is sure to happen
// then, so they are put down at once, beside the database. Taken up when the field is opened again.
import { remembered } from './remembered';

/** Words of one field, and when they were put down, by this device's clock. */
export interface Typed {
  readonly text: string;
  readonly atMs: number;
}

const nameOf = (place: string) => `ramure.typed ${remembered.owner} ${place}`;

/** A browser that keeps nothing keeps nothing: then the draft on the server is what there is. */
export function keepTyped(place: string, typed: Typed): void {
  try {
    localStorage.setItem(nameOf(place), JSON.stringify(typed));
  } catch {
    // full, or forbidden
  }
}

export function forgetTyped(place: string): void {
  try {
    localStorage.removeItem(nameOf(place));
  } catch {
    // forbidden
  }
}

/** What was put down after `savedAtMs`, when the server last took this draft; what it took since is newer. */
export function typedSince(place: string, savedAtMs: number): string | undefined {
  try {
    const { text, atMs } = JSON.parse(localStorage.getItem(nameOf(place)) ?? '{}') as Partial<Typed>;
    return typeof text === 'string' && typeof atMs === 'number' && atMs > savedAtMs ? text : undefined;
  } catch {
    return undefined;
  }
}
