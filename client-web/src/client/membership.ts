// Which membership of an account this device opens, and by which name it keeps what is read there.
import { remembered } from '../keep/remembered';
import type { MemberOf, SignedIn } from '../protocol/messages';

/** The membership that was looked at last on this device, else the first. */
export function chosenOf({ communities }: SignedIn): MemberOf | undefined {
  return communities.find((each) => remembered.owner === ownerOf(each)) ?? communities[0];
}

export const ownerOf = (chosen: MemberOf | undefined): string => (chosen ? `${chosen.community}/${chosen.memberId}` : '');
