// Frames to bytes and back, and the command keys.
import { ClientFrameSchema, ServerFrameSchema } from './gen/ramure/v1/frames_pb';
import type { ClientFrameInit, ServerFrame } from './messages';
import { decode, encode } from './plain';

/** The protocol that this client was made for: `feature_level` in protocol/limits.hpp. */
export const featureLevel = 5;

export const subProtocol = 'ramure.v1';

/** @throws when the bytes are no frame. */
export function decodeServerFrame(bytes: Uint8Array): ServerFrame {
  return decode(ServerFrameSchema, bytes);
}

export function encodeClientFrame(frame: ClientFrameInit): Uint8Array<ArrayBuffer> {
  return encode(ClientFrameSchema, frame);
}
