// Who is in the network, and who belongs where.
import { MemberStatus, Role, type Member } from '../../protocol/messages';
import type { State } from '../../state/state';
import { foldedIncludes } from '../../text/fold';
import { roleName, territoryName } from '../parts/names';

const isHere = (member: Member) => member.status === MemberStatus.ACTIVE;
const byName = (a: Member, b: Member) => a.name.localeCompare(b.name, 'fr');

/** The two of a territory; one or three in practice. */
export function pairOf(state: State, territoryId: number): Member[] {
  return [...state.members.values()]
    .filter((member) => member.territoryId === territoryId && member.role === Role.CATALYST && isHere(member))
    .sort(byName);
}

/** Everybody who takes part, by name; narrowed by words of the name, the organisation, the role or the territory. */
export function peopleFound(state: State, sought: string): Member[] {
  const about = (member: Member) =>
    [member.name, member.organisation, member.function, roleName(member.role), territoryName(state, member.territoryId)].join(' ');
  return [...state.members.values()].filter((member) => isHere(member) && foldedIncludes(about(member), sought)).sort(byName);
}

/** Who takes part in conversations: those who write in the community. */
export const mayConverse = (member: Member): boolean =>
  isHere(member) && (member.role === Role.CATALYST || member.role === Role.FACILITATOR || member.role === Role.ADVISER);
