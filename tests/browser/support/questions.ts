// What a page asks the server for, counted on its WebSocket: names of queries (protocol/ramure/v1/queries.proto).
import type { Page } from '@playwright/test';

const queryField = 4; // of ClientFrame
const names = new Map([[1, 'getSnapshot'], [2, 'listThreads'], [3, 'getThread'], [4, 'getHistory'], [5, 'getMessage'], [7, 'catchUp'],
                       [8, 'search'], [12, 'getChannel'], [13, 'getMessages']]);

/** To be called before the page opens its socket. The list grows as the page asks. */
export function listenToQuestions(page: Page): string[] {
  const asked: string[] = [];
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => {
    const query = typeof payload === 'string' ? undefined : fieldOf(payload, queryField);
    if (query) asked.push(names.get(query[0]! >> 3) ?? `query ${query[0]! >> 3}`);
  }));
  return asked;
}

/** The bytes of a length-delimited field of a Protobuf message. */
function fieldOf(bytes: Buffer, wanted: number): Buffer | undefined {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const length = (tag & 7) === 2 ? varint() : 0;
    if ((tag & 7) !== 2) varint();
    else if (tag >> 3 === wanted) return bytes.subarray(at, at + length);
    at += length;
  }
  return undefined;
}
