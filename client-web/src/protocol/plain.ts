// Protobuf messages as plain data. The generated types carry 64-bit fields as bigint; ids are below 2^53 and times are
// milliseconds, so everything beyond the wire works with numbers: converted once, here, when decoding or encoding.
//
//   const frame = decode(ServerFrameSchema, bytes);        // frame.throughSeq is a number
//   const bytes = encode(ClientFrameSchema, { requestId: 1, body: { case: 'hello', value: { cursorSeq: 4120 } } });
import {
  create,
  fromBinary,
  toBinary,
  type DescField,
  type DescMessage,
  type MessageShape,
  ScalarType,
} from '@bufbuild/protobuf';

/** A decoded message: read-only, with numbers for 64-bit fields. */
export type Plain<T> = T extends bigint
  ? number
  : T extends Uint8Array
    ? Uint8Array
    : T extends readonly (infer Item)[]
      ? readonly Plain<Item>[]
      : T extends object
        ? { readonly [K in keyof T as K extends '$typeName' | '$unknown' ? never : K]: Plain<T[K]> }
        : T;

/** What a message is made from: every field may be left out. */
export type Init<T> = T extends bigint
  ? number
  : T extends Uint8Array
    ? Uint8Array
    : T extends readonly (infer Item)[]
      ? readonly Init<Item>[]
      : T extends { case: infer Case; value?: infer Value }
        ? Case extends undefined
          ? { readonly case: undefined; readonly value?: undefined }
          : { readonly case: Case; readonly value: Init<Value> }
        : T extends object
          ? { readonly [K in keyof T as K extends '$typeName' | '$unknown' ? never : K]?: Init<T[K]> | undefined }
          : T;

export type Fields = Record<string, unknown>;

export function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  const result: Fields = {};
  for (const [key, field] of Object.entries(value)) {
    if (key !== '$typeName' && key !== '$unknown') result[key] = plain(field);
  }
  return result;
}

const wideScalars: readonly ScalarType[] = [
  ScalarType.INT64,
  ScalarType.UINT64,
  ScalarType.SINT64,
  ScalarType.FIXED64,
  ScalarType.SFIXED64,
];

function wireItem(field: DescField, value: unknown): unknown {
  if (field.message) return wire(field.message, value as Fields);
  const isWide = field.scalar !== undefined && wideScalars.includes(field.scalar);
  return isWide ? BigInt(value as number) : value;
}

function wireField(field: DescField, value: unknown): unknown {
  return field.fieldKind === 'list' ? (value as unknown[]).map((item) => wireItem(field, item)) : wireItem(field, value);
}

export function wire<Desc extends DescMessage>(desc: Desc, init: Fields): MessageShape<Desc> {
  const message: Fields = {};
  for (const field of desc.fields) {
    if (field.oneof) {
      const chosen = init[field.oneof.localName] as { case?: string; value?: unknown } | undefined;
      if (chosen?.case === field.localName) {
        message[field.oneof.localName] = { case: chosen.case, value: wireField(field, chosen.value) };
      }
    } else if (init[field.localName] !== undefined) {
      message[field.localName] = wireField(field, init[field.localName]);
    }
  }
  return create(desc, message as never);
}

/** @throws when the bytes are no such message. */
export function decode<Desc extends DescMessage>(desc: Desc, bytes: Uint8Array): Plain<MessageShape<Desc>> {
  return plain(fromBinary(desc, bytes, { readUnknownFields: false })) as Plain<MessageShape<Desc>>;
}

export function encode<Desc extends DescMessage>(desc: Desc, init: Init<MessageShape<Desc>>): Uint8Array<ArrayBuffer> {
  return toBinary(desc, wire(desc, init as Fields)) as Uint8Array<ArrayBuffer>;
}
