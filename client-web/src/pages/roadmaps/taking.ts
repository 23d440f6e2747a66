// What a roadmap is called where it is taken along, and until when a link may be good.
import { RoadmapStage, type RoadmapVersion as Wire } from '../../protocol/gen/ramure/v1/roadmap_pb';
import type { Plain } from '../../protocol/plain';
import { longDay } from '../../text/dates';
import { words } from '../../text/taking.svelte';

export type RoadmapVersion = Plain<Wire>;

const linkDaysMax = 365;

/** « Feuille de route (v2), figée le … », or the name that it was given. */
export function versionName({ stage, name, atMs }: RoadmapVersion): string {
  const stageName = words.stages[RoadmapStage[stage] as keyof typeof words.stages] as string | undefined;
  return stageName ? words.frozen(stageName, longDay(atMs)) : words.named(name, longDay(atMs));
}

/** The day so many days after "2018-06-28". */
export function daysAhead(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whether a link may be good until the end of that day. */
export function isGoodUntil(day: string, today: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(day) && day >= today && day <= daysAhead(today, linkDaysMax);
}
