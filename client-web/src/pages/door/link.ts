// The addresses of invitations and of links in mails: what stands behind # is never sent to a server, nor is the page
// where one lands.
import { match } from '../../shell/routes';

/** What an invitation's address says: the token, and the page to go to when one is in. */
export function linkIn(hash: string): { token: string; landing: string } {
  const [token = '', round = ''] = hash.split('.');
  return { token, landing: /^[1-9]\d{0,15}$/.test(round) ? `/codeveloppement/${round}` : '/' };
}

/**
 * What the link of a mail says: the token; the community, where the mail is of one; and the page that it is about. Only
 * pages of this client are led to: anything else is the first page.
 */
export function mailedLinkIn(hash: string): { token: string; community: string; landing: string } {
  const [, token = '', community = '', path = ''] = /^([^./]*)(?:\.([a-z0-9-]{1,63})(\/.*)?)?$/.exec(hash) ?? [];
  const isPage = path !== '' && !path.startsWith('//') && !path.includes('\\') && match(path.replace(/[?#].*$/, '')) !== undefined;
  return { token, community, landing: isPage ? path : '/' };
}

/** The address to hand on. */
export function linkOf(origin: string, token: string, roundId = 0): string {
  return `${origin}/invitation#${token}${roundId > 0 ? `.${roundId}` : ''}`;
}
