// What a version of a roadmap is called where it is taken along.
import { RoadmapStage, type RoadmapVersion as Wire } from '../../protocol/gen/ramure/v1/roadmap_pb';
import type { Plain } from '../../protocol/plain';
import { longDay } from '../../text/dates';
import { words } from '../../text/taking.svelte';

export type RoadmapVersion = Plain<Wire>;

/** « Feuille de route (v2), figée le … », or the name that it was given. */
export function versionName({ stage, name, atMs }: RoadmapVersion): string {
  const stageName = words.stages[RoadmapStage[stage] as keyof typeof words.stages] as string | undefined;
  return stageName ? words.frozen(stageName, longDay(atMs)) : words.named(name, longDay(atMs));
}
