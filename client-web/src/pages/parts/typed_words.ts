// The words of one form, as this device keeps them.
import { forgetTyped, keepTyped, typedSince } from '../../keep/typed';

/** Plain data: text, numbers, and lists and objects of them. */
export type Words = Readonly<Record<string, unknown>>;

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What was left in the form, else what it begins with. */
export function keptWords<Form extends Words>(place: string, begun: Form): Form {
  try {
    const left = JSON.parse(typedSince(place, 0) ?? '{}') as Words;
    const fits = Object.entries(left).filter(([name, value]) => typeof value === typeof begun[name]);
    return { ...begun, ...Object.fromEntries(fits) };
  } catch {
    return { ...begun };
  }
}

/**
 * Nothing is kept of a field in which nothing was done: it may hold what others wrote. `channelId`: where they wrote it, when
 * one changes their words.
 */
export function keepWords<Form extends Words>(place: string, begun: Form, now: Form, channelId?: number): void {
  const touched = Object.entries(now).filter(([name, value]) => !isSame(value, begun[name]));
  if (touched.length === 0) return forgetTyped(place);
  const text = JSON.stringify(Object.fromEntries(touched));
  keepTyped(place, { text, atMs: Date.now(), ...(channelId !== undefined && { channelId }) });
}

/** For the name of a place: what a form is about, without its words, which are not kept on the device for this. */
export function markOf(quote: string): string {
  let mark = 0;
  for (let i = 0; i < quote.length; i += 1) mark = (Math.imul(mark, 31) + quote.charCodeAt(i)) | 0;
  return `${quote.length}.${mark >>> 0}`;
}
