// What one is about to say in a round: which kinds are offered, which one is chosen already, which fields it has, and the
// contribution that comes of them. The server decides; this only spares what it would refuse.
import { ContributionMeaning as Meaning, RoundRole, type ActionProgress, type ContributionInit, type RoundKind, type SubjectKind } from '../../protocol/messages';
import type { RoundRoom } from '../../state/state';
import { kindOf, openStep, questionsWaiting } from './view';

/** Meanings that are written in the composer; the others have a button of their own, or a place aside. */
const written: readonly Meaning[] = [
  Meaning.WORDS,
  Meaning.FRAMING,
  Meaning.SUBJECT,
  Meaning.QUESTION,
  Meaning.ANSWER,
  Meaning.HELP_REQUEST,
  Meaning.ADVICE,
  Meaning.SYNTHESIS,
  Meaning.ACTION,
  Meaning.LEARNING,
  Meaning.EVALUATION,
  Meaning.PROGRESS,
  Meaning.EXPERIENCE,
];

/** Said once in a step: when it is said, the next kind is offered first. */
const saidOnce: readonly Meaning[] = [Meaning.HELP_REQUEST, Meaning.SYNTHESIS, Meaning.LEARNING, Meaning.EVALUATION, Meaning.EXPERIENCE];

/** Kinds that one may write now, those of one's own role in this step first. */
export function writtenKinds(room: RoundRoom): RoundKind[] {
  const allowed = new Set(room.view.kindsAllowedNow);
  const rights = [...(openStep(room)?.rights ?? []), ...room.form.always];
  // A hat (the one who returns, the scribe) is worn for what it may do: its kinds come before those of all.
  const order = [RoundRole.FORMER_CLIENT, RoundRole.SCRIBE, ...room.view.myRoles];
  const keys = order.flatMap((role) => (room.view.myRoles.includes(role) ? rights.filter((right) => right.role === role).flatMap(({ kinds }) => kinds) : []));
  const inOrder = [...new Set([...keys, ...room.view.kindsAllowedNow])].filter((key) => allowed.has(key));
  return inOrder.map((key) => kindOf(room, key)).filter((kind) => kind !== undefined && written.includes(kind.meaning)) as RoundKind[];
}

/** The kind that is chosen already: the first that is not said yet. */
export function firstKind(room: RoundRoom, me: number): RoundKind | undefined {
  const kinds = writtenKinds(room);
  const said = new Set([...room.contributions.values()].filter((each) => each.authorId === me && each.opening === room.view.opening && !each.erased).map(({ kind }) => kind));
  const waits = questionsWaiting(room).length > 0;
  const isNext = (kind: RoundKind) => !(saidOnce.includes(kind.meaning) && said.has(kind.key)) && (kind.meaning !== Meaning.ANSWER || waits);
  return kinds.find(isNext) ?? kinds[0];
}

/** Everything that fields of a form hold; which of it counts is the kind's meaning. */
export interface Wording {
  text: string;
  title: string;
  subjectKind: SubjectKind;
  urgency: string;
  expects: string;
  replyToId: number;
  helpWanted: string[];
  isCorrection: boolean;
  actionId: number;
  firstStep: string;
  dueOn: string;
  indicator: string;
  progress: ActionProgress[];
}

export const emptyWording = (): Wording => ({
  text: '',
  title: '',
  subjectKind: 0,
  urgency: '',
  expects: '',
  replyToId: 0,
  helpWanted: [],
  isCorrection: false,
  actionId: 0,
  firstStep: '',
  dueOn: '',
  indicator: '',
  progress: [],
});

export type WordingField = 'text' | 'title' | 'subjectKind' | 'replyToId' | 'firstStep' | 'dueOn' | 'progress' | 'reason';

/** What is missing before it can be sent, the first field first. */
export function missingFields(meaning: Meaning, wording: Wording): WordingField[] {
  const isBlank = (text: string) => text.trim() === '';
  const missing: WordingField[] = [];
  switch (meaning) {
    case Meaning.SUBJECT:
      if (wording.title.trim().length < 3) missing.push('title');
      if (wording.subjectKind === 0) missing.push('subjectKind');
      return missing;
    case Meaning.PROGRESS:
      if (wording.progress.length === 0) missing.push('progress');
      break;
    case Meaning.ACTION:
      if (isBlank(wording.text)) missing.push('text');
      if (isBlank(wording.firstStep)) missing.push('firstStep');
      if (!/^\d{4}-\d{2}-\d{2}$/.test(wording.dueOn)) missing.push('dueOn');
      return missing;
    case Meaning.ANSWER:
      if (wording.replyToId === 0) missing.push('replyToId');
      if (isBlank(wording.text)) missing.push('text');
      return missing;
    default:
      if (isBlank(wording.text)) missing.push('text');
  }
  if (wording.progress.some(({ status, reason }) => status === abandoned && isBlank(reason))) missing.push('reason');
  return missing;
}

const abandoned = 4; // PlanActionStatus.ABANDONED: it has a reason, and is no fault

/** The contribution, with the fields of its meaning and no others. */
export function contributionOf(kind: RoundKind, wording: Wording, requestVersion: number): ContributionInit {
  const text = wording.text.trim();
  const base: ContributionInit = { kind: kind.key, text };
  switch (kind.meaning) {
    case Meaning.ANSWER: return { ...base, replyToId: wording.replyToId };
    case Meaning.SUBJECT: {
      const { subjectKind } = wording;
      return { ...base, title: wording.title.trim(), subjectKind, urgency: wording.urgency.trim(), expects: wording.expects.trim() };
    }
    case Meaning.HELP_REQUEST:
      return { ...base, helpWanted: wording.helpWanted, isCorrection: wording.isCorrection, version: requestVersion };
    case Meaning.ACTION: {
      const { actionId: id, dueOn } = wording;
      return { ...base, action: { id, firstStep: wording.firstStep.trim(), dueOn, indicator: wording.indicator.trim() } };
    }
    case Meaning.PROGRESS:
    case Meaning.EXPERIENCE: return { ...base, progress: wording.progress };
    default: return base;
  }
}

/** Advice is asked for in a later step: what comes to mind before is kept for its time. */
export function keepsForLater(room: RoundRoom): boolean {
  const { steps } = room.form;
  const asksForAdvice = (at: number) => steps[at]!.rights.some(({ kinds }) => kinds.some((key) => kindOf(room, key)?.meaning === Meaning.ADVICE));
  const last = steps.findLastIndex((_, at) => asksForAdvice(at));
  return last >= room.view.step; // steps are counted from one on: the open one is steps[step - 1]
}

/** Whether one has to wait for one's turn: a tour goes round, and somebody else has the floor. */
export function waitsForTurn(room: RoundRoom, me: number): boolean {
  const { floor, silentWriting, myRoles } = room.view;
  const goesRound = openStep(room)?.floorInTurn === true && (floor?.tourIds.length ?? 0) > 0;
  return goesRound && !silentWriting && floor?.holderId !== me && myRoles.includes(RoundRole.CONSULTANT);
}

/** One is asked to speak: one may pass. */
export function isAskedToSpeak(room: RoundRoom, me: number): boolean {
  const { floor } = room.view;
  return floor !== undefined && (floor.holderId === me || floor.tourIds.includes(me));
}
