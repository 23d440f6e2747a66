// The calls that go over HTTP as JSON, beside the socket: see protocol/ramure/v1/accounts.proto. The cookie that tells
// who one is cannot be read by the page; the browser sends it.
import type { DescMessage, JsonValue, MessageShape } from '@bufbuild/protobuf';
import {
  AcceptInvitationSchema,
  ChangePasswordSchema,
  CreateInvitationSchema,
  DoneSchema,
  InvitationListSchema,
  InvitationSchema,
  InvitedPeopleSchema,
  InvitePeopleSchema,
  ListInvitationsSchema,
  LookAtInvitationSchema,
  NewInvitationSchema,
  RenewInvitationSchema,
  RevokeInvitationSchema,
  RevokeSessionSchema,
  SessionListSchema,
  SignedInSchema,
  SignInSchema,
} from '../protocol/gen/ramure/v1/accounts_pb';
import { ReplySchema } from '../protocol/gen/ramure/v1/frames_pb';
import { RefusalCode, type InvitationInit } from '../protocol/messages';
import { decodeJson, encodeJson } from '../protocol/json';
import type { Init, Plain } from '../protocol/plain';
import { clientName } from './client_name';
import { Offline, refusal, RefusalError } from './errors';

const byStatus: Readonly<Record<number, RefusalCode>> = {
  401: RefusalCode.UNAUTHENTICATED,
  403: RefusalCode.FORBIDDEN,
  404: RefusalCode.NOT_FOUND,
  413: RefusalCode.TOO_LARGE,
  429: RefusalCode.RATE_LIMITED,
  503: RefusalCode.OVERLOADED,
};

/** @throws RefusalError for what is not a success: the server's own words, or what the status says. */
export function checkAnswer(status: number, text: string): JsonValue {
  let json: JsonValue = null;
  try {
    json = text === '' ? {} : (JSON.parse(text) as JsonValue);
  } catch {
    // a page of some proxy in between
  }
  if (status >= 200 && status < 300 && json !== null) return json;
  if (json !== null && typeof json === 'object' && 'refusal' in json) {
    const reply = decodeJson(ReplySchema, json);
    if (reply.body.case === 'refusal') throw new RefusalError(reply.body.value);
  }
  throw new RefusalError(refusal(byStatus[status] ?? RefusalCode.INTERNAL, `HTTP status ${status}`));
}

/** `body`: JSON, or what is to be written as it. @throws RefusalError, or Offline when the server cannot be reached. */
export async function fetchJson(method: string, path: string, body?: string | object, signal?: AbortSignal): Promise<JsonValue> {
  let status: number;
  let text: string;
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    status = response.status;
    text = await response.text();
  } catch (error) {
    throw new Offline(String(error));
  }
  return checkAnswer(status, text);
}

/** @throws RefusalError, or Offline when the server cannot be reached. */
export async function post<Answer extends DescMessage>(
  path: string,
  body: string,
  answer: Answer,
  signal?: AbortSignal,
): Promise<Plain<MessageShape<Answer>>> {
  return decodeJson(answer, await fetchJson('POST', path, body, signal));
}

/** A text of the server's, as it is. @throws RefusalError, or Offline when the server cannot be reached. */
export async function getText(path: string, signal?: AbortSignal): Promise<string> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, { credentials: 'same-origin', cache: 'no-store', ...(signal && { signal }) });
    text = await response.text();
  } catch (error) {
    throw new Offline(String(error));
  }
  if (!response.ok) checkAnswer(response.status, text);
  return text;
}

type Call<Wish extends DescMessage, Answer extends DescMessage> = (
  wish: Init<MessageShape<Wish>>,
) => Promise<Plain<MessageShape<Answer>>>;

function call<Wish extends DescMessage, Answer extends DescMessage>(path: string, wish: Wish, answer: Answer): Call<Wish, Answer> {
  return (init) => post(path, encodeJson(wish, init), answer);
}

const signInCall = call('/api/sign-in', SignInSchema, SignedInSchema);
const acceptCall = call('/api/invitations/accept', AcceptInvitationSchema, SignedInSchema);

export const signIn = (name: string, password: string) =>
  signInCall({ name, password, clientName: clientName(), useCookie: true });
export const signOut = () => post('/api/sign-out', '', DoneSchema);

export const listSessions = () => post('/api/sessions', '', SessionListSchema);
export const revokeSession = call('/api/sessions/revoke', RevokeSessionSchema, DoneSchema);
export const changePassword = call('/api/password', ChangePasswordSchema, DoneSchema);

export const lookAtInvitation = call('/api/invitations/look', LookAtInvitationSchema, InvitationSchema);
export const acceptInvitation = (token: string, name: string, password: string) =>
  acceptCall({ token, name, password, clientName: clientName(), useCookie: true });
/** By a link that lets its person in by itself. `attempt`: the same again when the answer was lost. */
export const openByLink = (token: string, attempt: string) => acceptCall({ token, attempt, clientName: clientName(), useCookie: true });
export const createInvitation: (wish: InvitationInit) => Promise<Plain<MessageShape<typeof NewInvitationSchema>>> =
  call('/api/invitations/create', CreateInvitationSchema, NewInvitationSchema);
export const listInvitations = call('/api/invitations/list', ListInvitationsSchema, InvitationListSchema);
export const invitePeople = call('/api/invitations/people', InvitePeopleSchema, InvitedPeopleSchema);
export const renewInvitation = call('/api/invitations/renew', RenewInvitationSchema, NewInvitationSchema);
export const revokeInvitation = call('/api/invitations/revoke', RevokeInvitationSchema, DoneSchema);

/** Whether the server answers over plain HTTP, and knows who we are. */
export async function diagnose(): Promise<'signed-out' | 'reachable' | 'unreachable'> {
  try {
    await listSessions();
    return 'reachable';
  } catch (error) {
    if (!(error instanceof RefusalError)) return 'unreachable';
    if (error.code === RefusalCode.UNAUTHENTICATED) return 'signed-out';
    return 'unreachable'; // too much is waiting, or a proxy answers in the server's place
  }
}
