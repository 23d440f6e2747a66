// A round that is being planned: what is missing, what is only advised, and the command that comes of it. Pure.
import { Role, MemberStatus, type Member, type RoundMode, type RoundPlanInit, type RoundTemplate } from '../../../protocol/messages';
import type { State } from '../../../state/state';
import { momentOf } from '../../../text/dates';

export interface Planning {
  templateKey: string;
  mode: RoundMode;
  title: string;
  group: string;
  day: string; // "2018-06-28"
  time: string; // "09:30"
  memberIds: number[];
  clientId: number; // 0: chosen in the round
  deputyId: number;
  deputyAfterMinutes: number; // the facilitator gone for so long: the deputy may take over
  scribeId: number;
  timekeeperId: number;
  formerClientId: number;
  videoLink: string;
  sourceThreadId: number;
  clockForAll: boolean;
  enteredAfterwards: boolean;
}

export const emptyPlanning = (): Planning => ({
  templateKey: 'standard',
  mode: 0,
  title: '',
  group: '',
  day: '',
  time: '09:30',
  memberIds: [],
  clientId: 0,
  deputyId: 0,
  deputyAfterMinutes: 5,
  scribeId: 0,
  timekeeperId: 0,
  formerClientId: 0,
  videoLink: '',
  sourceThreadId: 0,
  clockForAll: false,
  enteredAfterwards: false,
});

export type PlanningFault = 'template' | 'day' | 'tooFew' | 'tooMany' | 'videoLink' | 'past';

export function faultsOf(planning: Planning, form: RoundTemplate | undefined, nowMs: number): PlanningFault[] {
  const faults: PlanningFault[] = [];
  if (!form) return ['template'];
  const atMs = momentOf(planning.day, planning.time);
  if (Number.isNaN(atMs)) faults.push('day');
  else if (!planning.enteredAfterwards && atMs < nowMs - 24 * 3600_000) faults.push('past');
  if (planning.memberIds.length < form.membersMin) faults.push('tooFew');
  if (planning.memberIds.length > form.membersMax) faults.push('tooMany');
  if (planning.videoLink.trim() !== '' && !planning.videoLink.trim().startsWith('https://')) faults.push('videoLink');
  return faults;
}

/** Advice, never a block: a group that is larger than it should be; two people of one pair in it. */
export function advises(planning: Planning, form: RoundTemplate | undefined, members: ReadonlyMap<number, Member>): ('large' | 'pair')[] {
  const advice: ('large' | 'pair')[] = [];
  if (form && planning.memberIds.length > form.membersIdeal && planning.memberIds.length <= form.membersMax) advice.push('large');
  const territories = planning.memberIds.map((id) => members.get(id)?.territoryId ?? 0).filter((id) => id !== 0);
  if (new Set(territories).size < territories.length) advice.push('pair');
  return advice;
}

/** Hats are worn by people of the round; who left it takes his hat along. */
export function commandOf(planning: Planning): { templateKey: string; plan: RoundPlanInit; memberIds: number[]; clientId: number } {
  const peer = (id: number) => (planning.memberIds.includes(id) ? id : 0);
  const consultant = (id: number) => (id === planning.clientId ? 0 : peer(id));
  return {
    templateKey: planning.templateKey,
    memberIds: planning.memberIds,
    clientId: peer(planning.clientId),
    plan: {
      title: planning.title.trim(),
      group: planning.group.trim(),
      startsAtMs: momentOf(planning.day, planning.time),
      mode: planning.mode,
      deputyId: planning.deputyId === planning.clientId ? 0 : planning.deputyId,
      deputyAfterMs: planning.deputyAfterMinutes * 60_000,
      scribeId: consultant(planning.scribeId),
      timekeeperId: consultant(planning.timekeeperId),
      formerClientId: peer(planning.formerClientId),
      videoLink: planning.videoLink.trim(),
      sourceThreadId: planning.sourceThreadId,
      clockForAll: planning.clockForAll,
      enteredAfterwards: planning.enteredAfterwards,
    },
  };
}

/** Who may be in a round, by name. */
export function candidates(state: State): Member[] {
  const mayBe = (role: Role) => role === Role.CATALYST || role === Role.ADVISER || role === Role.FACILITATOR;
  return [...state.members.values()]
    .filter((member) => member.status === MemberStatus.ACTIVE && mayBe(member.role) && member.id !== state.me.id)
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}
