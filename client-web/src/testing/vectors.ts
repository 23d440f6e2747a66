// The file that `sim_tests --vectors` writes: what members are told in the server's own simulation. Its shape is in
// tests/sim/vectors.hpp.
import { existsSync, readFileSync } from 'node:fs';
import { ReplySchema } from '../protocol/gen/ramure/v1/frames_pb';
import { QuerySchema } from '../protocol/gen/ramure/v1/queries_pb';
import type { QueryBody, Reply, ServerFrame } from '../protocol/messages';
import { decode } from '../protocol/plain';
import { decodeServerFrame } from '../protocol/wire';

export interface Asked {
  readonly query: QueryBody;
  readonly reply: Reply;
}

export interface View {
  readonly welcome: ServerFrame;
  readonly asked: readonly Asked[];
}

export interface Vector {
  readonly name: string;
  readonly start: View;
  readonly frames: readonly ServerFrame[];
  readonly answers: readonly Asked[];
  readonly end: View;
}

type RawAsked = readonly [string, string];
type RawView = { readonly welcome: string; readonly asked: readonly RawAsked[] };
interface RawVector {
  readonly name: string;
  readonly start: RawView;
  readonly frames: readonly string[];
  readonly answers: readonly RawAsked[];
  readonly end: RawView;
}

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
const asked = ([query, reply]: RawAsked): Asked => ({
  query: decode(QuerySchema, bytes(query)).body as QueryBody,
  reply: decode(ReplySchema, bytes(reply)),
});
const view = (raw: RawView): View => ({
  welcome: decodeServerFrame(bytes(raw.welcome)),
  asked: raw.asked.map(asked),
});

/** undefined when nobody has said where it is: `tests/run web` does. */
export function readVectors(file = process.env['RAMURE_VECTORS']): readonly Vector[] | undefined {
  if (file === undefined) return undefined;
  if (!existsSync(file)) throw new Error(`there is no file ${file}: sim_tests --vectors writes it`);
  return (JSON.parse(readFileSync(file, 'utf8')) as RawVector[]).map((raw) => ({
    name: raw.name,
    start: view(raw.start),
    frames: raw.frames.map((frame) => decodeServerFrame(bytes(frame))),
    answers: raw.answers.map(asked),
    end: view(raw.end),
  }));
}
