// What has to do with mail, over HTTP: links that are sent to an address, and what became of mails. Where no mail is set
// up on the server, `offers` says so and nothing else is asked.
import {
  AcceptInvitationSchema,
  DoneSchema,
  InvitationSchema,
  LookAtInvitationSchema,
  NewInvitationSchema,
  RenewInvitationSchema,
  SignedInSchema,
  SignInSchema,
} from '../protocol/gen/ramure/v1/accounts_pb';
import { encodeJson } from '../protocol/json';
import { clientName } from './client_name';
import { fetchJson, getText, post } from './http';

export interface MailOffers {
  readonly links: boolean; // people may ask for a link
  readonly shown: boolean; // a demo: its mails are on /courriels
}

export interface MailLine {
  readonly id: number;
  readonly kind: 'invitation' | 'sign_in' | 'password' | 'new_client' | 'notice' | 'digest' | 'reply_refused' | 'reply_without_files';
  readonly state: 'due' | 'sent' | 'failed';
  readonly address: string;
  readonly reason: string; // the server's own words; empty: none
  readonly tries: number;
  readonly createdAtMs: number;
  readonly nextTryMs: number;
  readonly endedAtMs: number; // 0: not yet
}

export interface ShownMail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly date: string;
  readonly text: string;
  readonly link: string;
}

export const offers = async () => JSON.parse(await getText('/api/mail')) as MailOffers;
export const askForLink = (purpose: 'sign-in' | 'password', address: string) =>
  post(`/api/links/${purpose}`, encodeJson(SignInSchema, { name: address }), DoneSchema);
export const lookAtLink = (token: string) => post('/api/links/look', encodeJson(LookAtInvitationSchema, { token }), InvitationSchema);
/** `attempt`: the same again when the answer was lost. */
export const openLink = (token: string, password: string, attempt: string) =>
  post('/api/links/open', encodeJson(AcceptInvitationSchema, { token, password, attempt, clientName: clientName(), useCookie: true }), SignedInSchema);
export const sendInvitation = (community: string, invitationId: number) =>
  post('/api/invitations/send', encodeJson(RenewInvitationSchema, { community, invitationId }), NewInvitationSchema);

export const list = async (community: string) => ((await fetchJson('POST', '/api/mail/list', { community })) as unknown as { mails: MailLine[] }).mails;
export const tryNow = (community: string, mailId: number) => fetchJson('POST', '/api/mail/try', { community, mailId });
export const shown = async () => (JSON.parse(await getText('/api/mail/folder')) as { mails: ShownMail[] }).mails;
