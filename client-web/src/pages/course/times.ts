// When a gathering is, in words: in the reader's zone, with the place's own time beside it where its clock shows another.
import type { Gathering } from '../../protocol/messages';
import { courseWords } from '../../text/apart/course';
import { clockTime, dayKey, longDay, showsTheSame, zoneName } from '../../text/dates';

type Times = Pick<Gathering, 'startsAtMs' | 'endsAtMs' | 'timeZone'>;

/** On a phone a line does not break within « 9 h 30 ». */
const timeOf = (ms: number, timeZone?: string): string => clockTime(ms, timeZone).replaceAll(' ', '\u00a0');

function spanOf({ startsAtMs, endsAtMs }: Times, timeZone?: string): string {
  const says = courseWords.when;
  const [from, to] = [timeOf(startsAtMs, timeZone), timeOf(endsAtMs, timeZone)];
  if (dayKey(startsAtMs, timeZone) === dayKey(endsAtMs, timeZone)) return says.sameDay(longDay(startsAtMs, timeZone), from, to);
  return says.days(says.moment(longDay(startsAtMs, timeZone), from), says.moment(longDay(endsAtMs, timeZone), to));
}

/** « jeudi 28 juin 2018, de 9 h 30 à 17 h 00 ». */
export const whenWords = (times: Times): string => spanOf(times);

/** « Sur place : jeudi 28 juin 2018, de 12 h 30 à 20 h 00 (heure de La Réunion) »; nothing where clocks show the same. */
export function thereWords(times: Times): string {
  if (!times.timeZone || (showsTheSame(times.startsAtMs, times.timeZone) && showsTheSame(times.endsAtMs, times.timeZone))) return '';
  return courseWords.when.there(spanOf(times, times.timeZone), zoneName(times.startsAtMs, times.timeZone));
}
