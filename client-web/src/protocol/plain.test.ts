import { describe, expect, test } from 'vitest';
import { ClientFrameSchema, ReplySchema, ServerFrameSchema } from './gen/ramure/v1/frames_pb';
import { SignInSchema } from './gen/ramure/v1/accounts_pb';
import { keyBytes, keyText, newKey } from './key';
import { decodeJson, encodeJson } from './json';
import { decode, encode } from './plain';

const largestId = 2 ** 53 - 1;

describe('plain data', () => {
  test('goes through the wire and comes back, with numbers for ids', () => {
    const commandKey = newKey();
    const value = { threadId: largestId, body: 'J’en suis. 😀', quotes: [{ messageId: 3, end: 4 }], uploadIds: ['a', 'b'] };
    const bytes = encode(ClientFrameSchema, {
      requestId: 7,
      body: { case: 'command', value: { commandKey, body: { case: 'postMessage', value } } },
    });
    const frame = decode(ClientFrameSchema, bytes);
    expect(frame.requestId).toBe(7);
    expect(frame.body).toEqual({
      case: 'command',
      value: {
        commandKey,
        body: { case: 'postMessage', value: { ...value, kind: 0, replyToId: 0, quotes: [{ messageId: 3, start: 0, end: 4 }] } },
      },
    });
  });

  test('tells a oneof of numbers that is not set from zero', () => {
    const frame = decode(ServerFrameSchema, encode(ServerFrameSchema, { events: [{ seq: 1 }, { audience: { case: 'channelId', value: 0 } }] }));
    expect(frame.events[0]?.audience.case).toBeUndefined();
    expect(frame.events[1]?.audience).toEqual({ case: 'channelId', value: 0 });
  });

  test('skips fields that it does not know', () => {
    const bytes = encode(SignInSchema, { name: 'p07' });
    const longer = new Uint8Array([...bytes, 0xfa, 0x7f, 0x01, 0x41]); // field 2047, one byte
    expect(decode(SignInSchema, longer)).toEqual({ name: 'p07', password: '', clientName: '', useCookie: false });
  });

  test('refuses what is no message', () => {
    expect(() => decode(ServerFrameSchema, new Uint8Array([0x0a, 0xff]))).toThrow();
  });

  test('speaks JSON as the HTTP addresses do', () => {
    expect(encodeJson(SignInSchema, { name: 'p07', useCookie: true })).toBe('{"name":"p07","useCookie":true}');
    const reply = decodeJson(ReplySchema, { requestId: '3', refusal: { code: 'REFUSAL_CODE_NOT_FOUND', data: { a: 'b' } }, later: 1 });
    expect(reply.requestId).toBe(3);
    expect(reply.body).toMatchObject({ case: 'refusal', value: { code: 3, data: { a: 'b' } } });
  });

  test('writes half of a surrogate pair so that the server can read it', () => {
    const bytes = encode(SignInSchema, { name: 'a\ud83d' });
    expect(decode(SignInSchema, bytes).name).toBe('a\ufffd');
  });
});

describe('command keys', () => {
  test('are UUIDs of version 7', () => {
    expect(keyText(newKey(Date.UTC(2018, 5, 28)))).toMatch(/^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
  });

  test('sort in the order in which they were made, also within a millisecond', () => {
    const nowMs = Date.now() + 10_000;
    const keys = Array.from({ length: 10_000 }, () => keyText(newKey(nowMs)));
    expect(keys).toEqual([...keys].sort());
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('sort also when the clock goes back', () => {
    const before = keyText(newKey(Date.now() + 60_000));
    expect(keyText(newKey(Date.now())) > before).toBe(true);
  });

  test('are the same bytes as text and back', () => {
    const key = newKey();
    expect(keyBytes(keyText(key))).toEqual(key);
  });
});
