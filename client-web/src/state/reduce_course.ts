// Gatherings and workshops of the course. Who comes, who may edit and what waits for one follows from rules that only the
// server knows: after an event a gathering is asked for again. The sentences of a workshop that is looked at are folded,
// since thirty phones speak at once.
import type { CourseEventBody, Event, GatheringAnswer, GatheringRow, QueryBody, WorkshopAnswer, WorkshopSentence } from '../protocol/messages';
import type { Sketch } from './sketch';
import type { WorkshopWall } from './state';

/** In wants.gatherings: the list of gatherings. */
export const listId = 0;

/** So many are held, those that were looked at last: they open without a network. */
const heldMax = 20;

export type ListGatherings = Extract<QueryBody, { case: 'listGatherings' }>['value'];

/** The first page of the list that is held: all that one reads. */
export const wholeList = { limit: 200 } as const;

const isOfList = ({ channelId, toMs }: ListGatherings) => !channelId && !toMs;

/** Its first page, which takes the place of what was held. */
export const isWholeList = (query: ListGatherings) => isOfList(query) && !query.fromMs;

/** What to ask next when a page is not the last one: from the start of its last row on, which comes a second time. */
export function pageAfter({ rows, more }: { readonly rows: readonly GatheringRow[]; readonly more: boolean }): ListGatherings | undefined {
  const fromMs = rows.at(-1)?.gathering?.startsAtMs ?? 0;
  const isFurther = fromMs > (rows[0]?.gathering?.startsAtMs ?? 0); // else it would be asked for forever
  return more && isFurther ? { ...wholeList, fromMs } : undefined;
}

/** A new picture, or a place that was entered: what stands there was not told event by event. */
export function wantGatheringList(sketch: Sketch): void {
  if (sketch.get('gatheringList')) sketch.want('gatherings', listId);
}

function keepRows(sketch: Sketch, isKept: (row: GatheringRow) => boolean): void {
  const list = sketch.get('gatheringList');
  if (list && !list.rows.every(isKept)) sketch.set('gatheringList', { ...list, rows: list.rows.filter(isKept) });
}

/** It is not there any more, or not ours. */
export function dropGathering(sketch: Sketch, gatheringId: number): void {
  if (sketch.get('gatherings').has(gatheringId)) sketch.map('gatherings').delete(gatheringId);
  keepRows(sketch, ({ gathering }) => gathering?.id !== gatheringId);
}

/** What stood in a place goes with it. Whether a workshop did, the server says. */
export function leaveCourse(sketch: Sketch, channelId: number): void {
  for (const held of sketch.get('gatherings').values()) {
    if (held.channelId === channelId) sketch.map('gatherings').delete(held.id);
  }
  keepRows(sketch, ({ gathering }) => gathering?.channelId !== channelId);
  for (const id of sketch.get('workshops').keys()) sketch.want('workshops', id);
}

const byStart = (a: GatheringRow, b: GatheringRow) =>
  (a.gathering?.startsAtMs ?? 0) - (b.gathering?.startsAtMs ?? 0) || (a.gathering?.id ?? 0) - (b.gathering?.id ?? 0);

export function holdGatheringList(sketch: Sketch, query: ListGatherings, rows: readonly GatheringRow[], asOf: number): void {
  const held = sketch.get('gatheringList');
  if (!isOfList(query)) return;
  if (isWholeList(query)) {
    if ((held?.asOf ?? -1) <= asOf) sketch.set('gatheringList', { rows, asOf });
  } else if (held) {
    const told = new Set(rows.map(({ gathering }) => gathering?.id));
    const others = held.rows.filter(({ gathering }) => !told.has(gathering?.id));
    sketch.set('gatheringList', { ...held, rows: [...others, ...rows].sort(byStart) });
  }
}

/** It may come after its page was left: then it is kept as what was looked at before. */
export function holdGathering(sketch: Sketch, answer: GatheringAnswer, asOf: number): void {
  const { gathering } = answer;
  if (!gathering) return;
  const held = sketch.get('gatherings').get(gathering.id);
  if (held && held.asOf > asOf) return;
  const gatherings = sketch.map('gatherings');
  gatherings.delete(gathering.id); // so that it becomes the youngest
  gatherings.set(gathering.id, { id: gathering.id, channelId: gathering.channelId, answer, asOf });
  const lookedAt = sketch.get('gatheringsLookedAt');
  for (const id of gatherings.keys()) {
    if (gatherings.size <= heldMax) break;
    if (!lookedAt.has(id)) gatherings.delete(id);
  }
}

export function holdWorkshop(sketch: Sketch, { workshop, canSort }: WorkshopAnswer, asOf: number): void {
  if (!workshop) return;
  const held = sketch.get('workshops').get(workshop.id);
  if (held && held.asOf > asOf) return;
  sketch.map('workshops').set(workshop.id, { id: workshop.id, workshop, canSort, asOf });
}

/** Of which workshop an event is, among those that are looked at. */
function wallOf(sketch: Sketch, body: CourseEventBody): WorkshopWall | undefined {
  const walls = sketch.get('workshops');
  switch (body.case) {
    case 'sentenceAdded':
    case 'workshopClosed': return walls.get(body.value.workshopId);
    case 'sentenceSorted': {
      const { sentenceId } = body.value;
      return [...walls.values()].find(({ workshop }) => workshop.sentences.some(({ id }) => id === sentenceId));
    }
    default: return undefined;
  }
}

function sorted(sentence: WorkshopSentence, { themeId, withdrawn }: { readonly themeId: number; readonly withdrawn: boolean }): WorkshopSentence {
  return { ...sentence, themeId, withdrawn, text: withdrawn ? '' : sentence.text };
}

function reduceWorkshop(sketch: Sketch, seq: number, body: CourseEventBody): void {
  const wall = wallOf(sketch, body);
  if (!wall || seq <= wall.asOf) return;
  let { workshop } = wall;
  if (body.case === 'sentenceAdded') {
    const said = { id: seq, text: body.value.text, themeId: 0, withdrawn: false };
    workshop = { ...workshop, sentences: [...workshop.sentences, said] };
  } else if (body.case === 'sentenceSorted') {
    const { value } = body;
    workshop = { ...workshop, sentences: workshop.sentences.map((each) => (each.id === value.sentenceId ? sorted(each, value) : each)) };
  } else if (body.case === 'workshopClosed') {
    workshop = { ...workshop, closed: true };
  }
  sketch.map('workshops').set(wall.id, { ...wall, workshop, asOf: seq });
}

/** Of which gathering an event is; 0: of none, or of one that is not looked at. */
function gatheringOf(sketch: Sketch, seq: number, body: CourseEventBody): number {
  switch (body.case) {
    case 'gatheringPlanned': return seq;
    case 'gatheringEdited': return body.value.gathering?.id ?? 0;
    case 'gatheringAnswered':
    case 'gatheringEvaluated':
    case 'evaluationPassedOn': return body.value.gatheringId;
    case 'workshopOpened': return body.value.workshop?.gatheringId ?? 0;
    case 'workshopClosed': {
      const { workshopId } = body.value;
      return [...sketch.get('gatherings').values()].find(({ answer }) => answer.workshops.some(({ id }) => id === workshopId))?.id ?? 0;
    }
    default: return 0;
  }
}

export function reduceCourse(sketch: Sketch, event: Event): void {
  // One reads a place from another moment on: what was said in its workshops meanwhile was not told.
  if (event.body.case === 'membershipGranted') for (const id of sketch.get('workshops').keys()) sketch.want('workshops', id);
  if (event.body.case !== 'course') return;
  const { body } = event.body.value;
  if (!body.case) return;
  reduceWorkshop(sketch, event.seq, body);
  const id = gatheringOf(sketch, event.seq, body);
  if (id === 0) return;
  const held = sketch.get('gatherings').get(id);
  if (held && event.seq > held.asOf && sketch.get('gatheringsLookedAt').has(id)) sketch.want('gatherings', id);
  const list = sketch.get('gatheringList');
  if (list && event.seq > list.asOf) sketch.want('gatherings', listId);
}
