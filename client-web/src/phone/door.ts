// What the phone asks the server: is there a workshop behind this code, and the sentence itself. Plain JSON, so that no
// schema has to be loaded; see WorkshopDoor and SaySentence in protocol/ramure/v1/accounts.proto.

export interface Door {
  readonly community: string;
  readonly question: string;
  readonly closesAtMs: number;
}

/** lost: no answer, or one that may be asked for again; the others are the server's last word. */
export type Failure = 'lost' | 'gone' | 'over' | 'full' | 'refused';

export type Answer<Value> = { readonly value: Value } | { readonly failure: Failure };

/** An answer that has not come by then is lost: halls have networks that swallow. */
export const patienceMs = 15_000;

/** The code in an address of this page; one that is misspelt opens nothing, and is no reason to show nothing. */
export function codeIn(path: string): string {
  const written = path.split('/')[2] ?? '';
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

const address = (code: string) => `/api/workshops/by-code/${encodeURIComponent(code)}`;

interface RefusalJson {
  readonly code?: unknown;
  readonly retryable?: unknown;
  readonly data?: { readonly cause?: unknown; readonly unit?: unknown };
}

/** The answer's status and its JSON; `undefined`: none came, or a page of some proxy in between. */
export function failureOf(status: number, json: unknown): Failure {
  const refusal = (json as { refusal?: RefusalJson } | undefined)?.refusal;
  if (!refusal || refusal.retryable === true || status === 429 || status >= 500) return status === 404 ? 'gone' : 'lost';
  switch (refusal.code) {
    case 'REFUSAL_CODE_NOT_FOUND': return 'gone';
    case 'REFUSAL_CODE_FORBIDDEN': return refusal.data?.cause === 'over' ? 'over' : 'refused';
    case 'REFUSAL_CODE_TOO_LARGE': return refusal.data?.unit === 'bytes' ? 'refused' : 'full'; // the sentence, or the wall
    default: return 'refused';
  }
}

async function ask(code: string, body?: object): Promise<Answer<Record<string, unknown>>> {
  let json: unknown;
  let status = 0;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  try {
    const response = await fetch(address(code), {
      cache: 'no-store',
      credentials: 'omit',
      signal: patience.signal,
      ...(body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
    ({ status } = response);
    json = JSON.parse(await response.text());
  } catch {
    // no network, no answer in time, or no JSON
  } finally {
    clearTimeout(timer);
  }
  if (status >= 200 && status < 300 && json !== null && typeof json === 'object') return { value: json as Record<string, unknown> };
  return { failure: failureOf(status, json) };
}

export async function lookThrough(code: string): Promise<Answer<Door>> {
  const answer = await ask(code);
  if ('failure' in answer) return answer;
  const { community = '', question = '', closesAtMs = 0 } = answer.value;
  return { value: { community: String(community), question: String(question), closesAtMs: Number(closesAtMs) } };
}

/** `commandKey`: 16 bytes in base64; the same again says nothing twice. */
export async function say(code: string, commandKey: string, text: string): Promise<Answer<object>> {
  return ask(code, { commandKey, text });
}
