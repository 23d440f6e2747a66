// The rounds that came from an obstacle, out of those that one is in: nobody else is told that there are any.
import { RoundStatus, type RoundRow, type Thread } from '../../protocol/messages';
import type { State } from '../../state/state';
import { isOurs } from './card';

/** `asksMe`: the facilitator proposes it to me, whose obstacle it is, and I have not answered yet. */
export function roundsFrom(state: State, thread: Thread): { readonly row: RoundRow; readonly asksMe: boolean }[] {
  const rows = (state.roundList?.rows ?? []).filter(({ plan, status }) => plan?.sourceThreadId === thread.id && status !== RoundStatus.CANCELLED);
  return rows.map((row) => ({ row, asksMe: isOurs(state, thread) && row.awaitsMe && row.clientId === 0 && row.status <= RoundStatus.RUNNING }));
}
