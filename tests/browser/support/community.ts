// What people do, without a screen: the commands and queries of the protocol over HTTP, in a browser's own session.
import { randomBytes } from 'node:crypto';

import type { Page } from '@playwright/test';

/** An answer in Protobuf's JSON mapping: ids are strings there, and what is empty is left out. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

async function post(page: Page, path: string, body: object): Promise<Json> {
  const { origin } = new URL(page.url());
  const response = await page.request.post(`${origin}${path}`, { data: body, headers: { Origin: origin } });
  const answer = (await response.json()) as Json;
  if (!response.ok()) throw new Error(`${path} ${JSON.stringify(body)}: ${JSON.stringify(answer)}`);
  return answer;
}

/** A UUIDv7, as `Command.command_key` wants it. */
export function newKey(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return bytes.toString('base64');
}

/** tell(page, { postMessage: { threadId, body } }) gives the id of what was made, 0 for private state. */
export async function tell(page: Page, command: object): Promise<number> {
  const { accepted } = await post(page, '/api/command', { commandKey: newKey(), ...command });
  return Number(accepted.firstSeq ?? 0);
}

/** ask(page, { catchUp: {} }) gives what stands in the answer, without its own name. */
export async function ask(page: Page, query: object): Promise<Json> {
  const { answer } = await post(page, '/api/query', query);
  return Object.values(answer ?? {})[0] ?? {};
}

/** Puts a file aside for a message to come. */
export async function upload(page: Page, name: string, bytes: Buffer): Promise<string> {
  const { origin } = new URL(page.url());
  const response = await page.request.post(`${origin}/api/uploads?name=${encodeURIComponent(name)}`, {
    data: bytes,
    headers: { Origin: origin, 'Content-Type': 'application/octet-stream' },
  });
  if (!response.ok()) throw new Error(`upload of ${name}: ${await response.text()}`);
  return ((await response.json()) as Json).uploadId;
}

/** Every thread that this person may read, archived ones too. */
export async function threadsOf(page: Page): Promise<Json[]> {
  const { rows = [] } = await ask(page, { listThreads: { limit: 200, archived: 'ARCHIVED_ALSO' } });
  return rows;
}

export async function threadId(page: Page, title: string | RegExp): Promise<number> {
  const found = (await threadsOf(page)).find(({ thread }) => (typeof title === 'string' ? thread.title.startsWith(title) : title.test(thread.title)));
  if (!found) throw new Error(`no thread is called ${title}`);
  return Number(found.thread.id);
}

export async function memberId(page: Page, name: string): Promise<number> {
  const { members = [] } = await ask(page, { getSnapshot: {} });
  const found = members.find((member: Json) => member.name === name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return Number(found.id);
}
