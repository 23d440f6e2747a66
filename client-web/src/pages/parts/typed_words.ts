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

/** Nothing is kept of a form in which nothing was done. */
export function keepWords<Form extends Words>(place: string, begun: Form, now: Form): void {
  if (Object.entries(now).every(([name, value]) => isSame(value, begun[name]))) forgetTyped(place);
  else keepTyped(place, { text: JSON.stringify(now), atMs: Date.now() });
}

/** For the name of a place: what a form is about, without its words, which are not kept on the device for this. */
export function markOf(quote: string): string {
  let mark = 0;
  for (let i = 0; i < quote.length; i += 1) mark = (Math.imul(mark, 31) + quote.charCodeAt(i)) | 0;
  return `${quote.length}.${mark >>> 0}`;
}
