// What this phone keeps of a sentence. A browser that keeps nothing keeps nothing: then it lasts as long as the page.
import type { Said } from './sayings';

const typedName = 'ramure.sentence';
const typedLastsMs = 24 * 3_600_000; // as long as a workshop may: at another one nobody wants the words of the last

function read(name: string): Record<string, unknown> {
  try {
    return (JSON.parse(localStorage.getItem(name) ?? '{}') ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function write(name: string, value: object | undefined): void {
  try {
    if (value) localStorage.setItem(name, JSON.stringify(value));
    else localStorage.removeItem(name);
  } catch {
    // full, or forbidden
  }
}

const sentName = (code: string) => `${typedName} ${code}`;

/** What was sent to this code and not answered. */
export function keptSaid(code: string): Said | undefined {
  const { key, text } = read(sentName(code));
  return typeof key === 'string' && typeof text === 'string' ? { key, text } : undefined;
}

export const keepSaid = (code: string, said: Said | undefined): void => write(sentName(code), said);

/** What stood in the field, whatever the code. */
export function keptTyped(nowMs = Date.now()): string {
  const { text, atMs } = read(typedName);
  return typeof text === 'string' && typeof atMs === 'number' && nowMs - atMs < typedLastsMs ? text : '';
}

export const keepTyped = (text: string, nowMs = Date.now()): void => write(typedName, text.trim() === '' ? undefined : { text, atMs: nowMs });
