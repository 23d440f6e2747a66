// What whoever runs the server does from a terminal, beside it.
import { execFileSync } from 'node:child_process';

import { ramured } from './paths';
import type { Server } from './server';

/** The address of a new invitation, as somebody receives it. Without a territory: of a facilitator. */
export function inviteByTerminal(server: Server, name: string, territory = ''): string {
  const hat = territory ? ['--role', 'catalyst', '--territory', territory] : ['--role', 'facilitator'];
  const said = execFileSync(ramured, ['--data', server.data, 'member', 'invite', '--community', 'demo', '--name', name, ...hat],
                            { encoding: 'utf8', timeout: 20_000 });
  const path = /\/invitation#\S+/.exec(said)?.[0];
  if (path === undefined) throw new Error(`no invitation in: ${said}`);
  return server.origin + path;
}
