// Roadmaps. Who may do what in one, where its comments stand and what became of its actions follows from rules that only
// the server knows: after an event the roadmap is asked for again, not folded here. The text travels by itself (writing/).
import { ChannelKind, type Event, type RoadmapAnswer, type RoadmapRow } from '../protocol/messages';
import type { Sketch } from './sketch';

/** In wants.roadmaps: the list of roadmaps. */
export const listId = 0;

/** So many are held, those that were looked at last: they open without a network. */
const heldMax = 8;

/** A roadmap was shared with one: it belongs to the list, once that was asked for. */
export function wantRoadmaps(sketch: Sketch, kind: ChannelKind): void {
  if (kind === ChannelKind.ROADMAP) wantRoadmapList(sketch);
}

/** A new picture: also one without any roadmap may be without those that are in the list. */
export function wantRoadmapList(sketch: Sketch): void {
  if (sketch.get('roadmapList')) sketch.want('roadmaps', listId);
}

export function leaveRoadmap(sketch: Sketch, roadmapId: number): void {
  sketch.unwant('roadmaps', roadmapId);
  if (sketch.get('roadmaps').has(roadmapId)) sketch.map('roadmaps').delete(roadmapId);
  const list = sketch.get('roadmapList');
  if (list?.rows.some((row) => row.roadmapId === roadmapId)) {
    sketch.set('roadmapList', { ...list, rows: list.rows.filter((row) => row.roadmapId !== roadmapId) });
  }
}

export function holdRoadmapList(sketch: Sketch, rows: readonly RoadmapRow[], asOf: number): void {
  if ((sketch.get('roadmapList')?.asOf ?? -1) <= asOf) sketch.set('roadmapList', { rows, asOf });
}

/** It may come after its page was left: then it is kept as what was looked at before. */
export function holdRoadmap(sketch: Sketch, { view, epoch }: RoadmapAnswer, asOf: number): void {
  if (!view) return;
  const held = sketch.get('roadmaps').get(view.id);
  if (held && held.asOf > asOf) return;
  const roadmaps = sketch.map('roadmaps');
  roadmaps.delete(view.id); // so that it becomes the youngest
  roadmaps.set(view.id, { id: view.id, view, epoch, asOf });
  const lookedAt = sketch.get('roadmapsLookedAt');
  for (const id of roadmaps.keys()) {
    if (roadmaps.size <= heldMax) break;
    if (!lookedAt.has(id)) roadmaps.delete(id);
  }
}

export function reduceRoadmaps(sketch: Sketch, event: Event): void {
  if (event.body.case !== 'roadmap') return;
  const id = event.body.value.roadmapId || event.seq; // of its beginning
  const held = sketch.get('roadmaps').get(id);
  if (held && event.seq > held.asOf && sketch.get('roadmapsLookedAt').has(id)) sketch.want('roadmaps', id);
  const list = sketch.get('roadmapList');
  if (list && event.seq > list.asOf) sketch.want('roadmaps', listId);
}
