// What statuses, modes, roles and kinds of a round are called on screen.
import { ContributionMeaning as Meaning, PlanActionStatus, RoundMode, RoundRole, RoundStatus, ShareLevel, SubjectKind } from '../../protocol/messages';
import type { TakenLevel } from '../../net/addresses';
import type { RoundRoom, State } from '../../state/state';
import { t } from '../../text/text.svelte';
import { ofForm, words } from '../../text/rounds.svelte';
import { memberName } from '../parts/names';
import { kindOf } from './view';

/** The thread into which the client's choice returns; 0: none. */
export const sharedIntoThread = ({ view }: RoundRoom): number => view.minutes?.targetThreadId || (view.plan?.sourceThreadId ?? 0);

export const statusName = (status: RoundStatus) => words.statuses[RoundStatus[status] as keyof typeof words.statuses] ?? '';
export const modeName = (mode: RoundMode) => words.modes[RoundMode[mode] as keyof typeof words.modes] ?? '';
export const subjectKindName = (kind: SubjectKind) => words.subjectKinds[SubjectKind[kind] as keyof typeof words.subjectKinds] ?? '';
export const actionStatusName = (status: PlanActionStatus) => words.actionStatuses[PlanActionStatus[status] as keyof typeof words.actionStatuses] ?? '';
export const shareLevelName = (level: ShareLevel) => words.shareLevels[ShareLevel[level] as keyof typeof words.shareLevels]?.label ?? '';
/** As the server names it where a file of it is fetched. */
export const takenLevel = (level: ShareLevel): TakenLevel =>
  level === ShareLevel.ACTIONS ? 'actions' : level === ShareLevel.SYNTHESIS_AND_ACTIONS ? 'synthesis' : 'all';
/** Who will read it: what a round without an obstacle shares is posted nowhere. */
export function shareLevelAudience(room: RoundRoom, level: ShareLevel): string {
  const says = words.shareLevels[ShareLevel[level] as keyof typeof words.shareLevels];
  return (sharedIntoThread(room) === 0 ? says?.audienceWithoutThread : says?.audience) ?? '';
}

const roleWord = (role: RoundRole) => words.roles[RoundRole[role] as keyof typeof words.roles] ?? '';

export const roleNames = (roles: readonly RoundRole[]): string => roles.map(roleWord).filter(Boolean).join(', ');

/** As the form of this round calls it, in French; in words of the client's own in another language. */
export function roleIn(room: RoundRoom, role: RoundRole): string {
  const label = room.form.roles.find((each) => each.role === role)?.label;
  return label ? ofForm(label) : roleWord(role);
}

export function kindName(room: RoundRoom, key: string): string {
  return ofForm(kindOf(room, key)?.label ?? key);
}

/** « Nadia Benhaddou et vous ». */
export function namesOf(state: State, ids: readonly number[]): string {
  return t.parts.and(ids.map((id) => (id === state.me.id ? t.parts.you : memberName(state, id))));
}

/** Of whoever left the round, or is hidden in it: « ancien participant ». */
export function personIn(room: RoundRoom, state: State, id: number): string {
  const isHere = room.view.participants.some(({ memberId }) => memberId === id) || room.view.plan?.facilitatorId === id;
  return isHere ? memberName(state, id) : t.words.formerParticipant;
}

/** A gesture in a sentence: « A et B acceptent le cadre ». */
export function gestureWords(room: RoundRoom, meaning: Meaning, key: string, names: string): string {
  const said = words.gestures[Meaning[meaning] as keyof typeof words.gestures] as ((names: string) => string) | undefined;
  return said ? said(names) : `${kindName(room, key)} : ${names}`;
}

/** « 12 minutes », « 3 heures », « 2 jours » : as much as is needed, never seconds. */
export function lengthWords(ms: number): string {
  const minutes = Math.max(1, Math.ceil(ms / 60_000));
  if (minutes < 120) return words.lengths.minutes(minutes);
  const hours = Math.round(minutes / 60);
  return hours < 48 ? words.lengths.hours(hours) : words.lengths.days(Math.round(hours / 24));
}
