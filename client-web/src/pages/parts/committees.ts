// The committees by what stands in their addresses: /comites/pilotage …
import { ChannelKind } from '../../protocol/messages';

const kinds = { pilotage: ChannelKind.STEERING, orientation: ChannelKind.ORIENTATION, technique: ChannelKind.TECHNICAL } as const;
export type CommitteeName = keyof typeof kinds;

export const committeeNames = Object.keys(kinds) as CommitteeName[];

export const committeeName = (kind: ChannelKind | undefined): CommitteeName | undefined => committeeNames.find((name) => kinds[name] === kind);

export function committeeHref(kind: ChannelKind | undefined): string {
  const name = committeeName(kind);
  return name ? `/comites/${name}` : '/comites';
}
