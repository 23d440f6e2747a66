// The same messages in Protobuf's JSON mapping, which the HTTP addresses speak. Apart from plain.ts, because most visits
// need none of it.
import { fromJson, toJson, type DescMessage, type JsonValue, type MessageShape } from '@bufbuild/protobuf';
import { plain, wire, type Fields, type Init, type Plain } from './plain';

/** Unknown fields are ignored. @throws when it is no such message. */
export function decodeJson<Desc extends DescMessage>(desc: Desc, json: JsonValue): Plain<MessageShape<Desc>> {
  return plain(fromJson(desc, json, { ignoreUnknownFields: true })) as Plain<MessageShape<Desc>>;
}

export function encodeJson<Desc extends DescMessage>(desc: Desc, init: Init<MessageShape<Desc>>): string {
  return JSON.stringify(toJson(desc, wire(desc, init as Fields)));
}
