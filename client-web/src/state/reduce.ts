// state = reduce(snapshot, events): the whole of what a client must do to stay up to date. Pure functions.
//
//   let state = load(emptyState, welcome);              // a snapshot, or "go on from your cursor"
//   state = take(state, frame);                         // events, private rows, how far one is
//   state = answer(state, query, reply.answer, asOf, …);  // the answer to a query, whenever it comes
//
// The server answers queries beside the stream of events, so an answer can be ahead of the cursor or behind it. Every
// row therefore carries the seq it is as of, and skips what it holds already; and who awaits an answer keeps the events
// that come meanwhile, and gives them to `again` after it (see keeper.ts).
//
// What comes into being or goes by one's own entering or leaving of a place is not told event by event: `state.wants`
// says what to ask for. The picture is whole when it is empty and no answer is awaited.
import type { Event, ServerFrame, Welcome } from '../protocol/messages';
import { loadSnapshot } from './answers';
import { takePrivateRow } from './private_rows';
import { reduceCommons } from './reduce_commons';
import { reduceCourse } from './reduce_course';
import { reduceMessages } from './reduce_messages';
import { reducePeople } from './reduce_people';
import { reduceRoadmaps } from './reduce_roadmaps';
import { reduceRounds } from './reduce_rounds';
import { reduceThreads } from './reduce_threads';
import { Sketch } from './sketch';
import { emptyState, noPrivateRows, type State } from './state';

function reduceEvent(sketch: Sketch, event: Event): void {
  reducePeople(sketch, event);
  reduceThreads(sketch, event);
  reduceMessages(sketch, event);
  reduceRounds(sketch, event);
  reduceRoadmaps(sketch, event);
  reduceCommons(sketch, event);
  reduceCourse(sketch, event);
}

/** Events in order of seq; those at or before the cursor are skipped. */
export function reduce(state: State, events: readonly Event[]): State {
  const sketch = new Sketch(state);
  for (const event of events) {
    if (event.seq <= sketch.get('cursorSeq')) continue;
    sketch.set('cursorSeq', event.seq);
    reduceEvent(sketch, event);
  }
  return sketch.done();
}

/** Events that were taken already, for rows that an answer has just brought: the others skip them. */
export function again(state: State, events: readonly Event[]): State {
  const sketch = new Sketch(state);
  for (const event of events) reduceEvent(sketch, event);
  return sketch.done();
}

/** A new connection. Answers to what was asked on the old one will not come. */
export function load(state: State, welcome: Welcome): State {
  const isOther = welcome.me?.id !== state.me.id || welcome.community?.slug !== state.community.slug;
  const startsAfresh = welcome.epochChanged || welcome.snapshot !== undefined || isOther;
  const sketch = new Sketch(startsAfresh ? emptyState : state);
  if (!startsAfresh) sketch.set('mine', state.mine);
  sketch.set('epoch', welcome.epoch);
  sketch.set('serverLevel', welcome.featureLevel);
  if (welcome.me) sketch.set('me', welcome.me);
  if (welcome.community) sketch.set('community', welcome.community);
  if (welcome.snapshot) {
    sketch.set('mine', noPrivateRows);
    loadSnapshot(sketch, welcome.snapshot, welcome.resumeSeq);
  }
  sketch.set('cursorSeq', welcome.resumeSeq);
  for (const row of welcome.privateRows) takePrivateRow(sketch, row, welcome.snapshot ? 'listed' : 'told');
  sketch.set('privateRevision', welcome.privateRevision);
  return sketch.done();
}

export function take(state: State, frame: ServerFrame): State {
  const reduced = reduce(frame.welcome ? load(state, frame.welcome) : state, frame.events);
  const sketch = new Sketch(reduced);
  sketch.set('cursorSeq', Math.max(reduced.cursorSeq, frame.throughSeq));
  for (const row of frame.privateRows) takePrivateRow(sketch, row, 'told');
  sketch.set('privateRevision', Math.max(reduced.privateRevision, frame.privateRevision));
  return sketch.done();
}
