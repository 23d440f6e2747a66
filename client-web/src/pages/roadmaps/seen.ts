// What one has seen of a roadmap.
import type { State } from '../../state/state';

interface Seen {
  readonly roadmapId: number;
  readonly textVersion: number;
  readonly seq: number;
}

/** What its view holds: the state may be further, of what the view does not show yet. */
export function seenOf({ roadmaps }: State, roadmapId: number): Seen | undefined {
  const held = roadmaps.get(roadmapId);
  return held && { roadmapId, textVersion: held.view.textVersion, seq: held.asOf };
}

/** Nothing while a newer view is on its way. */
export function seenToTell(state: State, roadmapId: number): Seen | undefined {
  return state.wants.roadmaps.has(roadmapId) ? undefined : seenOf(state, roadmapId);
}
