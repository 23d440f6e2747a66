// The actions of a roadmap in time, as a picture of bars: where each begins and ends, between the first day and the last.
import { RoadmapActionStatus, type RoadmapAction } from '../../../protocol/messages';

const dayMs = 24 * 3600 * 1000;
const shortestDays = 28; // the picture of one action is not a wall

export interface Bar {
  readonly action: RoadmapAction;
  readonly from: number; // 0 … 1 of the picture's width
  readonly to: number; // = from: a single day
}

export interface Month {
  readonly key: string; // "2018-12"
  readonly at: number;
}

export interface Timeline {
  readonly bars: readonly Bar[];
  readonly undated: readonly RoadmapAction[];
  readonly months: readonly Month[];
  readonly today: number | undefined; // where it lies, if it does
}

/** Milliseconds of a calendar day in UTC; NaN: it is none. */
const dayOf = (iso: string): number => (/^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : NaN);

/** `today`: "2018-06-28". In the order in which the actions are given, those without any date apart. */
export function timelineOf(actions: readonly RoadmapAction[], today: string): Timeline {
  const dated: { action: RoadmapAction; from: number; to: number }[] = [];
  const undated: RoadmapAction[] = [];
  for (const action of actions) {
    const [starts, due] = [dayOf(action.starts), dayOf(action.due)];
    const from = Number.isNaN(starts) ? due : starts;
    const to = Number.isNaN(due) ? starts : due;
    if (Number.isNaN(from)) undated.push(action);
    else dated.push({ action, from: Math.min(from, to), to: Math.max(from, to) });
  }
  if (dated.length === 0) return { bars: [], undated, months: [], today: undefined };
  const first = Math.min(...dated.map(({ from }) => from));
  const last = Math.max(...dated.map(({ to }) => to), first + shortestDays * dayMs);
  const start = monthStart(first, 0);
  const end = monthStart(last, 1);
  const place = (ms: number) => (ms - start) / (end - start);
  const now = dayOf(today);
  return {
    bars: dated.map(({ action, from, to }) => ({ action, from: place(from), to: place(to) })),
    undated,
    months: monthsBetween(start, end).map(({ key, ms }) => ({ key, at: place(ms) })),
    today: now >= start && now <= end ? place(now) : undefined,
  };
}

function monthStart(ms: number, later: number): number {
  const day = new Date(ms);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + later, 1);
}

/** At most twelve of them, evenly chosen. */
function monthsBetween(start: number, end: number): { key: string; ms: number }[] {
  const all: { key: string; ms: number }[] = [];
  for (let ms = start; ms < end; ms = monthStart(ms, 1)) all.push({ key: new Date(ms).toISOString().slice(0, 7), ms });
  const step = Math.ceil(all.length / 12);
  return all.filter((_, i) => i % step === 0);
}

const isOpen = ({ status }: RoadmapAction) => status !== RoadmapActionStatus.DONE && status !== RoadmapActionStatus.ABANDONED;

/** What is not done, though its day has passed. */
export const isLate = (action: RoadmapAction, today: string): boolean => action.due !== '' && action.due < today && isOpen(action);

/** What is to be done within so many days from today, what is late included; the earliest first. */
export function dueWithin(actions: readonly RoadmapAction[], today: string, days: number): RoadmapAction[] {
  const until = new Date(dayOf(today) + days * dayMs).toISOString().slice(0, 10);
  return actions.filter((action) => action.due !== '' && action.due <= until && isOpen(action)).sort((a, b) => a.due.localeCompare(b.due));
}

/** How many there are of each status that there is, in the order of the statuses. */
export function countByStatus(actions: readonly RoadmapAction[]): { status: RoadmapActionStatus; count: number }[] {
  const order = [
    RoadmapActionStatus.TO_START, RoadmapActionStatus.RUNNING, RoadmapActionStatus.BLOCKED,
    RoadmapActionStatus.DONE, RoadmapActionStatus.ABANDONED,
  ];
  const known = (status: RoadmapActionStatus) => status || RoadmapActionStatus.TO_START;
  return order.map((status) => ({ status, count: actions.filter((action) => known(action.status) === status).length })).filter(({ count }) => count > 0);
}
