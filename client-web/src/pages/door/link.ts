// The address of an invitation: what stands behind # is never sent to a server, nor is the round where one lands.

/** What an invitation's address says: the token, and the page to go to when one is in. */
export function linkIn(hash: string): { token: string; landing: string } {
  const [token = '', round = ''] = hash.split('.');
  return { token, landing: /^[1-9]\d{0,15}$/.test(round) ? `/codeveloppement/${round}` : '/' };
}

/** The address to hand on. */
export function linkOf(origin: string, token: string, roundId = 0): string {
  return `${origin}/invitation#${token}${roundId > 0 ? `.${roundId}` : ''}`;
}
