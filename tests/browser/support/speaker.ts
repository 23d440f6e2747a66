// A member without a browser: speaks through the server's socket in its JSON sub-protocol (protocol/EXAMPLES.md), 16
// requests at a time. For what a test needs in great numbers, or as another person of the same moment.
import { randomBytes } from 'node:crypto';

import { passwordOf, type Server } from './server';

export type Json = Record<string, unknown>;

export interface Accepted {
  firstSeq: number;
  lastSeq: number;
}

const inFlightMax = 16; // the server does not read a socket with more

interface Waiting {
  resolve: (reply: Json) => void;
  reject: (error: Error) => void;
}

export class Speaker {
  private readonly waiting = new Map<string, Waiting>();
  private readonly queue: (() => void)[] = [];
  private requests = 0;

  private constructor(
    private readonly socket: WebSocket,
    readonly memberId: number,
  ) {
    socket.addEventListener('message', ({ data }) => this.take(JSON.parse(String(data)) as Json));
    socket.addEventListener('close', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('the socket of a speaker closed'));
    });
  }

  /** Somebody of the demo, by sign-in name. */
  static async enter(server: Server, name: string, password = passwordOf(name)): Promise<Speaker> {
    const { token, communities } = await signInForToken(server, name, password);
    const { community, memberId } = communities[0]!;
    // Node's own socket takes headers; the types are those of a browser, which takes none.
    const options = { protocols: 'ramure.v1.json', headers: { Authorization: `Bearer ${token}` } };
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/socket`, options as unknown as string);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', () => reject(new Error('the socket of a speaker did not open')), { once: true });
    });
    const speaker = new Speaker(socket, Number(memberId));
    await speaker.request({ hello: { featureLevel: 1, community, clientName: 'test' } });
    return speaker;
  }

  /** Fails when the command is refused. */
  async command(body: Json): Promise<Accepted> {
    const reply = await this.request({ command: { commandKey: commandKey().toString('base64'), ...body } });
    const accepted = reply['accepted'] as Json | undefined;
    if (!accepted) throw new Error(`refused: ${JSON.stringify(reply['refusal'])}`);
    return { firstSeq: Number(accepted['firstSeq'] ?? 0), lastSeq: Number(accepted['lastSeq'] ?? 0) };
  }

  /** The answer, by its name: `(await speaker.ask({ getHistory: … }))['history']`. Fails when refused. */
  async ask(query: Json): Promise<Json> {
    const reply = await this.request({ query });
    const answer = reply['answer'] as Json | undefined;
    if (!answer) throw new Error(`refused: ${JSON.stringify(reply['refusal'])}`);
    return answer;
  }

  leave(): void {
    this.socket.close();
  }

  private request(body: Json): Promise<Json> {
    return new Promise((resolve, reject) => {
      const send = () => {
        const requestId = String(++this.requests);
        this.waiting.set(requestId, { resolve, reject });
        this.socket.send(JSON.stringify({ requestId, ...body }));
      };
      if (this.waiting.size < inFlightMax) send();
      else this.queue.push(send);
    });
  }

  private take(frame: Json): void {
    const replies = [...((frame['replies'] as Json[] | undefined) ?? [])];
    if (frame['welcome']) replies.push({ requestId: (frame['welcome'] as Json)['requestId'] });
    for (const reply of replies) {
      const id = String(reply['requestId']);
      this.waiting.get(id)?.resolve(reply);
      this.waiting.delete(id);
      this.queue.shift()?.();
    }
  }
}

interface SignedIn {
  token: string;
  communities: { community: string; memberId: string }[];
}

export async function signInForToken(server: Server, name: string, password = passwordOf(name)): Promise<SignedIn> {
  const response = await fetch(`${server.origin}/api/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name, password, clientName: 'test' }),
  });
  if (!response.ok) throw new Error(`sign-in of ${name}: HTTP status ${response.status}`);
  return (await response.json()) as SignedIn;
}

/** UUIDv7, as clients make them. */
export function commandKey(): Buffer {
  const key = randomBytes(16);
  key.writeUIntBE(Date.now(), 0, 6);
  key[6] = (key[6]! & 0x0f) | 0x70;
  key[8] = (key[8]! & 0x3f) | 0x80;
  return key;
}
