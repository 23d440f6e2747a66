// What a page says of a round, out of what is held of it. Pure.
import {
  Attendance,
  ContributionMeaning as Meaning,
  Hiding,
  type RoundCondition,
  RoundRole,
  RoundStatus,
  type Contribution,
  type RoundKind,
  type RoundParticipant,
  type RoundStep,
} from '../../protocol/messages';
import type { RoundRoom } from '../../state/state';

export const isRunning = (room: RoundRoom) => room.view.status === RoundStatus.RUNNING;
export const isOver = (room: RoundRoom) => room.view.status > RoundStatus.RUNNING;
export const has = (room: RoundRoom, role: RoundRole) => room.view.myRoles.includes(role);

export const isPractice = (room: RoundRoom) => room.view.plan?.practice === true;

export function openStep(room: RoundRoom): RoundStep | undefined {
  return isRunning(room) ? room.form.steps[room.view.step - 1] : undefined;
}

export const stepOf = (room: RoundRoom, key: string) => room.form.steps.find((step) => step.key === key);
export const kindOf = (room: RoundRoom, key: string): RoundKind | undefined => room.form.kinds.find((kind) => kind.key === key);
export const kindMeaning = (room: RoundRoom, meaning: Meaning): RoundKind | undefined =>
  room.form.kinds.find((kind) => kind.meaning === meaning && room.view.kindsAllowedNow.includes(kind.key));

export type StepState = 'done' | 'open' | 'skipped' | 'ahead';

export function stepStates(room: RoundRoom): { step: RoundStep; state: StepState; position: number }[] {
  const opened = new Set(room.view.openings.map(({ step }) => step));
  return room.form.steps.map((step, index) => {
    const position = index + 1;
    if (isRunning(room) && position === room.view.step) return { step, position, state: 'open' };
    const isBehind = isOver(room) || position < room.view.step;
    if (opened.has(step.key) && isBehind) return { step, position, state: 'done' };
    return { step, position, state: isBehind ? 'skipped' : 'ahead' };
  });
}

/** Whoever counts as there: nobody is passed over because they are late. */
export const isThere = ({ attendance }: RoundParticipant) => attendance === Attendance.PRESENT || attendance === Attendance.EXPECTED;
export const peersOf = (room: RoundRoom) => room.view.participants.filter((person) => person.isPeer && person.role === RoundRole.CONSULTANT);
export const consultantsOf = (room: RoundRoom) => peersOf(room).filter(({ memberId }) => memberId !== room.view.clientId);

/** The hats of a person in this round, the most telling first. */
export function rolesOf(room: RoundRoom, person: RoundParticipant): RoundRole[] {
  const { plan, clientId } = room.view;
  const id = person.memberId;
  const isPlainPeer = person.role === RoundRole.CONSULTANT && id !== clientId;
  const all: (RoundRole | false)[] = [
    id === clientId && RoundRole.CLIENT,
    person.role !== RoundRole.CONSULTANT && person.role,
    isPlainPeer && RoundRole.CONSULTANT,
    id === plan?.formerClientId && RoundRole.FORMER_CLIENT,
    id === plan?.scribeId && RoundRole.SCRIBE,
    id === plan?.timekeeperId && RoundRole.TIMEKEEPER,
  ];
  return all.filter((role) => role !== false);
}

/** The step that comes next, and those that may be jumped over on the way to it. */
export function nextSteps(room: RoundRoom): RoundStep[] {
  if (isOver(room)) return [];
  const found: RoundStep[] = [];
  for (const step of room.form.steps.slice(room.view.step)) {
    found.push(step);
    if (!step.optional) break;
  }
  return found;
}

/** One of these locks (of a step, of the end) is known to stand: nothing opens, whatever lies between. */
export function isLocked(room: RoundRoom, needs: readonly RoundCondition[]): boolean {
  return isRunning(room) && room.view.conditions.some(({ condition, isLock, holds }) => isLock && !holds && needs.includes(condition));
}

/** Where one may go back to: the step that was open before this one. */
export function stepBefore(room: RoundRoom): RoundStep | undefined {
  if (!isRunning(room)) return undefined;
  const opened = new Set(room.view.openings.map(({ step }) => step));
  return room.form.steps.slice(0, room.view.step - 1).findLast(({ key }) => opened.has(key)) ?? room.form.steps[room.view.step - 2];
}

/** Nobody reads this but its author, or its author and one other person: it stands aside, not among what was said. */
export function standsAside(said: Contribution): boolean {
  const isHidden = said.shownSeq === 0 && said.hiding === Hiding.PARKED;
  return isHidden || said.hiding === Hiding.PRIVATE || said.hiding === Hiding.CONFIDED || said.meaning === Meaning.FLOOR_REQUEST;
}

const isWordless = (said: Contribution) => said.text === '' && said.title === '' && said.progress.length === 0 && !said.erased;

/** Several people who did the same in one gesture (« d’accord », « je passe ») are one line. */
const gestures: readonly Meaning[] = [Meaning.FRAME_ACCEPTANCE, Meaning.AGREEMENT, Meaning.PASS, Meaning.DONE, Meaning.NOURISHED, Meaning.PREFERENCE];
const standAlone: readonly Meaning[] = [Meaning.CLIENT_ACCEPTANCE, Meaning.DESIGNATION, Meaning.MINUTES_ANSWER, Meaning.SHARING_CHOICE];
export const isGesture = (said: Contribution) =>
  isWordless(said) && !standAlone.includes(said.meaning) && (gestures.includes(said.meaning) || said.notedById !== 0);

export type SaidLine = { readonly key: string; readonly said: readonly [Contribution, ...Contribution[]] };
export interface SaidSection {
  readonly opening: number;
  readonly step: RoundStep | undefined;
  readonly isOpen: boolean;
  readonly lines: readonly SaidLine[];
}

/** The opening of a step to which it belongs: what was set aside, to the one in which it was shown. */
function openingOf(room: RoundRoom, said: Contribution): number {
  if (said.hiding !== Hiding.PARKED || said.shownSeq === 0) return said.opening;
  return room.view.openings.findLastIndex(({ seq }) => seq <= said.shownSeq) + 1;
}

/** What was said, in order, by the openings of steps in which it was said; the open one is there also when it is empty. */
export function sections(room: RoundRoom): SaidSection[] {
  const byOpening = new Map<number, Contribution[]>();
  if (isRunning(room)) byOpening.set(room.view.opening, []);
  for (const said of room.contributions.values()) {
    if (standsAside(said)) continue;
    const opening = openingOf(room, said);
    const list = byOpening.get(opening) ?? [];
    list.push(said);
    byOpening.set(opening, list);
  }
  return [...byOpening]
    .sort(([a], [b]) => a - b)
    .map(([opening, said]) => ({
      opening,
      step: stepOf(room, room.view.openings[opening - 1]?.step ?? said[0]?.step ?? '') ?? (opening === room.view.opening ? openStep(room) : undefined),
      isOpen: isRunning(room) && opening === room.view.opening,
      lines: linesOf(said),
    }));
}

function linesOf(all: readonly Contribution[]): SaidLine[] {
  const lines: { key: string; said: [Contribution, ...Contribution[]] }[] = [];
  for (const said of all) {
    const before = lines.at(-1)?.said;
    const joins = before && isGesture(said) && isGesture(before[0]) && before[0].kind === said.kind && before[0].version === said.version && before[0].subjectId === said.subjectId;
    if (joins) before.push(said);
    else lines.push({ key: String(said.id), said: [said] });
  }
  return lines;
}

const standing = (room: RoundRoom) => [...room.contributions.values()].filter((said) => !said.erased);

export const notesOf = (room: RoundRoom) => standing(room).filter((said) => said.meaning === Meaning.PRIVATE_NOTE);
export const parkedOf = (room: RoundRoom) => standing(room).filter((said) => said.hiding === Hiding.PARKED && said.shownSeq === 0);
export const queuedOf = (room: RoundRoom) => standing(room).filter((said) => said.hiding === Hiding.QUEUED && said.shownSeq === 0);
export const confidedTo = (room: RoundRoom, memberId: number) => standing(room).filter((said) => said.confidedToId === memberId);
export const subjectsOf = (room: RoundRoom) => standing(room).filter((said) => said.meaning === Meaning.SUBJECT);

/** Something may be written that only its author reads until it is revealed. */
export const hidesWords = (room: RoundRoom) => room.view.silentWriting || room.view.questionsHidden || (openStep(room)?.hiddenKinds.length ?? 0) > 0;

/** Questions that are shown and have no answer yet, the oldest first. */
export function questionsWaiting(room: RoundRoom): Contribution[] {
  const all = standing(room);
  const answered = new Set(all.filter((said) => said.meaning === Meaning.ANSWER).map((said) => said.replyToId));
  return all.filter((said) => said.meaning === Meaning.QUESTION && said.shownSeq !== 0 && !answered.has(said.id));
}

export type Ask = 'frame' | 'here' | 'client' | 'offer' | 'takeOver' | 'observer' | 'floor';

/** What waits for one's own answer, and nobody else can give. */
export function asksOf(room: RoundRoom, me: number): Ask[] {
  const { view } = room;
  if (isOver(room)) return [];
  const mine = view.participants.find(({ memberId }) => memberId === me);
  const holdsFrame = has(room, RoundRole.STANDBY) || has(room, RoundRole.FACILITATOR);
  const asks: (Ask | false)[] = [
    mine !== undefined && !view.frameAccepted && !holdsFrame && 'frame',
    mine?.attendance === Attendance.ABSENT && view.frameAccepted && 'here',
    view.designatedId === me && view.clientId === 0 && 'client',
    view.offeredToId === me && 'offer',
    view.mayTakeOver && 'takeOver',
    view.observerAskedId !== 0 && 'observer',
    view.floor?.holderId === me && 'floor',
  ];
  return asks.filter((ask) => ask !== false);
}

/** What is left of the step, as the server's clock says now; negative: over. */
export function remainingMs(room: RoundRoom, serverNowMs: number): number {
  const { view, serverTimeMs } = room;
  const passed = view.suspended || !isRunning(room) ? 0 : Math.max(0, serverNowMs - serverTimeMs);
  return view.stepRemainingMs - passed;
}

/** When it was held, or should be. */
export const heldAtMs = (room: RoundRoom) => room.view.openings[0]?.atMs || room.view.plan?.startsAtMs || 0;

/** The last version of the minutes that was written. */
export function minutesOf(room: RoundRoom): Contribution | undefined {
  return room.contributions.get(room.view.minutes?.contributionId ?? 0);
}
