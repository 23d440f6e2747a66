// « Réserve de sujets » : what was proposed in earlier rounds of the same group and was not treated, out of the rounds
// that one was in oneself. By date, never ranked or counted. Pure.
import { ContributionMeaning as Meaning, RoundStatus, type Contribution, type RoundRow, type RoundView } from '../../protocol/messages';
import { emptyWording, type Wording } from './composing';

/** Earlier rounds of this group, the oldest first. Groups are known by their label alone: without one, there are none. */
export function earlierRounds(rows: readonly RoundRow[], round: { readonly id: number; readonly group: string; readonly startsAtMs: number }): RoundRow[] {
  const isEarlier = (row: RoundRow) =>
    row.roundId !== round.id &&
    row.status !== RoundStatus.CANCELLED &&
    row.status !== RoundStatus.PLANNED &&
    row.plan?.group === round.group &&
    row.plan.startsAtMs <= round.startsAtMs;
  const startOf = (row: RoundRow) => row.plan?.startsAtMs ?? 0;
  return round.group === '' ? [] : rows.filter(isEarlier).sort((a, b) => startOf(a) - startOf(b));
}

const isSubject = (said: Contribution) => said.meaning === Meaning.SUBJECT && said.shownSeq !== 0 && !said.erased && said.title !== '';
const nameOf = (said: Contribution) => `${said.authorId} ${said.title.trim().toLowerCase()}`;

/**
 * Subjects that wait, of these earlier rounds (the oldest first). A client's own was treated; one that its author brought
 * again stands here once, as it was said last; what is on the table of this round already, not at all.
 */
export function waitingSubjects(earlier: readonly Pick<RoundView, 'clientId' | 'contributions'>[], onTheTable: Iterable<Contribution>): Contribution[] {
  const waiting = new Map<string, Contribution>();
  for (const { clientId, contributions } of earlier) {
    for (const said of contributions.filter(isSubject)) {
      waiting.delete(nameOf(said)); // it takes the place of its last telling
      if (said.authorId !== clientId) waiting.set(nameOf(said), said);
    }
  }
  for (const said of onTheTable) if (isSubject(said)) waiting.delete(nameOf(said));
  return [...waiting.values()].sort((a, b) => a.atMs - b.atMs);
}

/** As it was said, to be changed and sent as a new one. */
export const wordingOf = ({ title, subjectKind, text, urgency, expects }: Contribution): Wording => ({ ...emptyWording(), title, subjectKind, text, urgency, expects });
