// What comes next, what is over, and which gathering is session 1, 2, 3 and 4.
import { ChannelKind, GatheringKind, type GatheringRow } from '../../protocol/messages';
import type { State } from '../../state/state';

/** A row with its gathering, which every row of the list has. */
export type Row = GatheringRow & { readonly gathering: NonNullable<GatheringRow['gathering']> };

export interface Course {
  readonly ahead: readonly Row[]; // not over yet, the next one first
  readonly past: readonly Row[]; // the last one first
}

/** Sessions that the course has in any case, planned or not. */
const sessionsMin = 4;

export const rowsOf = (rows: readonly GatheringRow[]): Row[] => rows.filter((row): row is Row => row.gathering !== undefined);

const byStart = (a: Row, b: Row) => a.gathering.startsAtMs - b.gathering.startsAtMs || a.gathering.id - b.gathering.id;

export function courseOf(rows: readonly GatheringRow[], nowMs: number): Course {
  const sorted = rowsOf(rows).sort(byStart);
  const isAhead = ({ gathering }: Row) => gathering.endsAtMs > nowMs;
  return { ahead: sorted.filter(isAhead), past: sorted.filter((row) => !isAhead(row)).reverse() };
}

/** The one that one prepares for: a cancelled one is told of, and not waited for. */
export const nextOf = ({ ahead }: Course): Row | undefined => ahead.find(({ gathering }) => !gathering.cancelled);

export interface Session {
  readonly number: number;
  readonly row: Row | undefined; // undefined: no date yet
}

/** Sessions in their order; of two with one number the one that is not cancelled, else the later. */
export function sessionsOf(rows: readonly GatheringRow[]): Session[] {
  const held = new Map<number, Row>();
  for (const row of rowsOf(rows).sort(byStart)) {
    const { kind, sessionNumber, cancelled } = row.gathering;
    if (kind !== GatheringKind.SESSION || sessionNumber === 0) continue;
    const before = held.get(sessionNumber);
    if (!before || !cancelled || before.gathering.cancelled) held.set(sessionNumber, row);
  }
  const last = Math.max(sessionsMin, ...held.keys());
  return Array.from({ length: last }, (_, index) => ({ number: index + 1, row: held.get(index + 1) }));
}

/** Whether a place is told beside the gathering: the plenary is everybody's. */
export const isElsewhere = (state: State, { gathering }: Row): boolean =>
  state.channels.get(gathering.channelId)?.channel?.kind !== ChannelKind.PLENARY;
