// The last words that were typed, when the page is hidden or closed: nothing that has to be waited for is sure to happen
// then, so they are put down at once, beside the database. Taken up when the field is opened again.
import { holdAlone } from './alone';
import { remembered } from './remembered';

/** Words of one field, and when they were put down, by this device's clock. */
export interface Typed {
  readonly text: string;
  readonly atMs: number;
  /** A change of what others wrote in this place: it may hold their words, so it goes where what was read goes. */
  readonly channelId?: number;
}

const prefixOf = (owner: string) => `ramure.typed ${owner} `;
const nameOf = (place: string) => prefixOf(remembered.owner) + place;

/** What the device did not take: it lasts as long as the page. */
const alone = new Map<string, string>();

function hold(name: string, row: string | undefined): void {
  if (row === undefined) alone.delete(name);
  else alone.set(name, row);
  holdAlone(name, row !== undefined);
}

export function keepTyped(place: string, typed: Typed): void {
  const [name, row] = [nameOf(place), JSON.stringify(typed)];
  try {
    localStorage.setItem(name, row);
    hold(name, undefined);
  } catch {
    hold(name, row); // full, or forbidden
  }
}

export function forgetTyped(place: string): void {
  hold(nameOf(place), undefined);
  try {
    localStorage.removeItem(nameOf(place));
  } catch {
    // forbidden
  }
}

/** What was put down after `savedAtMs`, when the server last took this draft; what it took since is newer. */
export function typedSince(place: string, savedAtMs: number): string | undefined {
  try {
    const { text, atMs } = JSON.parse(alone.get(nameOf(place)) ?? localStorage.getItem(nameOf(place)) ?? '{}') as Partial<Typed>;
    return typeof text === 'string' && typeof atMs === 'number' && atMs > savedAtMs ? text : undefined;
  } catch {
    return undefined;
  }
}

/** The places with this beginning of which something was put down. */
export function typedPlaces(beginning: string): readonly string[] {
  const begins = nameOf(beginning);
  return namesHere().filter((name) => name.startsWith(begins)).map((name) => name.slice(nameOf('').length));
}

function namesHere(): readonly string[] {
  try {
    return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '');
  } catch {
    return []; // forbidden
  }
}

/** What was read goes from this device: at the sign-out all of it, else that of the places that were left. */
export function dropReadTyped(owner: string, isGone: (channelId: number) => boolean): void {
  for (const [name, row] of [...alone].filter(([each]) => each.startsWith(prefixOf(owner)))) {
    const { channelId } = JSON.parse(row) as Typed;
    if (channelId !== undefined && isGone(channelId)) hold(name, undefined);
  }
  try {
    for (const name of namesHere().filter((each) => each.startsWith(prefixOf(owner)))) {
      const { channelId } = JSON.parse(localStorage.getItem(name) ?? '{}') as Partial<Typed>;
      if (channelId !== undefined && isGone(channelId)) localStorage.removeItem(name);
    }
  } catch {
    // forbidden
  }
}
