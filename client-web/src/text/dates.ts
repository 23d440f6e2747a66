// Dates and times as one says them: « jeudi 28 juin 2018 », « 9 h 42 », « hier, 14 h 05 »; in the reader's time zone.
import { t, tongue } from './text.svelte';

const dayMs = 24 * 3600 * 1000;
const formats = new Map<string, Intl.DateTimeFormat>();

// Making a format is dear, and lists show hundreds of dates.
function format(options: Intl.DateTimeFormatOptions, timeZone: string = tongue.timeZone): Intl.DateTimeFormat {
  const key = `${tongue.locale} ${timeZone} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(tongue.locale === 'fr' ? 'fr-FR' : 'en-GB', { timeZone, ...options });
    formats.set(key, found);
  }
  return found;
}

/** « 9 h 42 », "9:42"; in the reader's time zone unless another is named. */
export function clockTime(ms: number, timeZone?: string): string {
  const parts = format({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }, timeZone).formatToParts(ms);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return t.dates.clock(String(Number(part('hour'))), part('minute').padStart(2, '0'));
}

/** « jeudi 28 juin 2018 ». */
export function longDay(ms: number, timeZone?: string): string {
  return dayWith({ weekday: 'long', year: 'numeric' }, ms, timeZone);
}

// In French the first of a month is « 1er », which Intl leaves out.
function dayWith(options: Intl.DateTimeFormatOptions, ms: number, timeZone?: string): string {
  const parts = format({ day: 'numeric', month: 'long', ...options }, timeZone).formatToParts(ms);
  const isFirst = (type: string, value: string) => tongue.locale === 'fr' && type === 'day' && value === '1';
  return parts.map(({ type, value }) => (isFirst(type, value) ? '1er' : value)).join('');
}

/** The calendar day, "2018-06-28": what separates one day from the next in a thread. */
export function dayKey(ms: number, timeZone?: string): string {
  const parts = format({ year: 'numeric', month: '2-digit', day: '2-digit' }, timeZone).formatToParts(ms);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** « aujourd’hui », « hier », « jeudi », « 28 juin », « 28 juin 2018 »: as much as is needed to know which day it was. */
export function nearDay(ms: number, nowMs: number = Date.now()): string {
  const key = dayKey(ms);
  if (key === dayKey(nowMs)) return t.dates.today;
  if (key === dayKey(nowMs - dayMs)) return t.dates.yesterday;
  if (ms < nowMs && nowMs - ms < 6 * dayMs) return format({ weekday: 'long' }).format(ms);
  const sameYear = key.slice(0, 4) === dayKey(nowMs).slice(0, 4);
  return dayWith(sameYear ? {} : { year: 'numeric' }, ms);
}

/** In lists: « 9 h 42 » today, else the day. */
export function nearMoment(ms: number, nowMs: number = Date.now()): string {
  return dayKey(ms) === dayKey(nowMs) ? clockTime(ms) : nearDay(ms, nowMs);
}

/** « jeudi 28 juin 2018, 9 h 42 ». */
export function fullMoment(ms: number): string {
  return `${longDay(ms)}, ${clockTime(ms)}`;
}

/** For <time datetime>. */
export function machineTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** The first moment of a calendar day ("2018-06-28") in the reader's time zone. */
export function startOfDay(day: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // Where the clock of the zone shows `day` at midnight: found by looking at what it shows half a day around.
  for (let hours = -14; hours <= 14; hours += 0.25) {
    const ms = utc + hours * 3600 * 1000;
    if (dayKey(ms) === day) return ms;
  }
  return utc;
}

/** A day of the calendar ("2018-06-28"), which is the same in every time zone: « jeudi 28 juin 2018 ». */
export function calendarDay(day: string): string {
  const ms = Date.parse(`${day}T12:00:00Z`);
  if (Number.isNaN(ms)) return day;
  const parts = format({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }, 'UTC').formatToParts(ms);
  const isFirst = (type: string, value: string) => tongue.locale === 'fr' && type === 'day' && value === '1';
  return parts.map(({ type, value }) => (isFirst(type, value) ? '1er' : value)).join('');
}

/** What the clock of the zone shows at a moment, as if it were UTC. */
function shownAt(ms: number, timeZone?: string): number {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const parts = format(options, timeZone).formatToParts(ms);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
}

/** The moment at which the clock of the zone, the reader's unless another is named, shows this day ("2018-06-28") and time ("09:30"); NaN: there is no such day. */
export function momentOf(day: string, time: string, timeZone?: string): number {
  const wanted = Date.parse(`${day}T${time || '00:00'}:00Z`);
  if (Number.isNaN(wanted)) return wanted;
  const first = wanted - (shownAt(wanted, timeZone) - wanted);
  return first - (shownAt(first, timeZone) - wanted); // once more, where the change of summer time lies between
}

/** The reverse, for fields: ["2018-06-28", "09:30"]. */
export function fieldsOf(ms: number, timeZone?: string): [day: string, time: string] {
  const shown = new Date(shownAt(ms, timeZone)).toISOString();
  return [shown.slice(0, 10), shown.slice(11, 16)];
}

/** Whether two clocks show the same at a moment. An unknown zone is the reader's own. */
export function showsTheSame(ms: number, timeZone: string): boolean {
  try {
    return shownAt(ms) === shownAt(ms, timeZone);
  } catch {
    return true;
  }
}

/** « heure de La Réunion », "Réunion Time": what the clock of a zone is called at a moment. */
export function zoneName(ms: number, timeZone: string): string {
  return format({ timeZoneName: 'long' }, timeZone).formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
