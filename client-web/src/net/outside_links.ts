// The links by which people without an account read a roadmap or a dossier: see server/net/routes_roadmap_links.cpp. Plain
// JSON, no message of the protocol; what comes is looked at before it is believed.
import type { JsonValue } from '@bufbuild/protobuf';
import { refusal, RefusalError } from './errors';
import { fetchJson } from './http';
import { RefusalCode } from '../protocol/messages';

const states = ['open', 'expired', 'archived', 'ended'] as const;

/** What the links open. */
export interface Linked {
  readonly kind: 'roadmaps' | 'dossiers';
  readonly id: number;
}

export interface OutsideLink {
  readonly id: number;
  readonly version: number; // of a roadmap; 0: the text as it is when one looks, and of a dossier
  readonly label: string;
  readonly madeBy: number;
  readonly expiresAtMs: number;
  readonly state: (typeof states)[number];
}

export interface NewOutsideLink extends OutsideLink {
  readonly path: string; // said this once
}

export interface OutsideLinkWish {
  readonly version: number;
  readonly expires_on: string; // "2018-12-31", the last day
  readonly label: string;
}

type Fields = Record<string, JsonValue>;

const strange = () => new RefusalError(refusal(RefusalCode.INTERNAL, 'the answer is not what it should be'));

function fieldsOf(json: JsonValue | undefined): Fields {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) throw strange();
  return json;
}

function read<Kind extends 'number' | 'string'>(fields: Fields, name: string, kind: Kind): Kind extends 'number' ? number : string {
  const value = fields[name];
  if (typeof value !== kind) throw strange();
  return value as Kind extends 'number' ? number : string;
}

/** @throws RefusalError when it is no link. */
export function readLink(json: JsonValue | undefined): OutsideLink {
  const fields = fieldsOf(json);
  const state = states.find((each) => each === fields['state']);
  if (!state) throw strange();
  return {
    id: read(fields, 'id', 'number'),
    version: read(fields, 'version', 'number'),
    label: read(fields, 'label', 'string'),
    madeBy: read(fields, 'madeBy', 'number'),
    expiresAtMs: read(fields, 'expiresAtMs', 'number'),
    state,
  };
}

const linksPath = (community: string, { kind, id }: Linked, rest = '') => `/api/${kind}/${id}/links${rest}?${new URLSearchParams({ community })}`;

/** Newest first; expired ones for a month. @throws RefusalError, or Offline when the server cannot be reached. */
export async function listOutsideLinks(community: string, of: Linked): Promise<OutsideLink[]> {
  const { links } = fieldsOf(await fetchJson('GET', linksPath(community, of)));
  if (!Array.isArray(links)) throw strange();
  return links.map(readLink);
}

export async function makeOutsideLink(community: string, of: Linked, wish: OutsideLinkWish): Promise<NewOutsideLink> {
  const json = await fetchJson('POST', linksPath(community, of), wish);
  return { ...readLink(json), path: read(fieldsOf(json), 'path', 'string') };
}

export async function revokeOutsideLink(community: string, of: Linked, linkId: number): Promise<void> {
  await fetchJson('DELETE', linksPath(community, of, `/${linkId}`));
}
