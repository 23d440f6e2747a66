// Who may come in, and with what: invitations, sessions, the password. What asks the server is loaded with the first question.
import { client } from '../client.svelte';
import type { InvitationInit, InvitePeopleInit } from '../protocol/messages';

const firstLevelWithoutPasswords = 4; // of the protocol

const http = () => import('../net/http');
const here = () => client.state.community.slug;

export const invitePeople = async (wish: InvitePeopleInit) => (await http()).invitePeople({ ...wish, community: here() });
export const renewInvitation = async (invitationId: number) => (await http()).renewInvitation({ community: here(), invitationId });
export const createInvitation = async (wish: InvitationInit) => (await http()).createInvitation({ ...wish, community: here() });
export const listInvitations = async () => (await (await http()).listInvitations({ community: here() })).invitations;
export const revokeInvitation = async (invitationId: number) => (await http()).revokeInvitation({ community: here(), invitationId });

export const listSessions = async () => (await (await http()).listSessions()).sessions;
export const revokeSession = async (sessionId: number) => (await http()).revokeSession({ sessionId });

/** Whether one has a password; nobody is left without the reminder who has none. */
export async function asksForPassword(): Promise<boolean> {
  if (client.state.serverLevel < firstLevelWithoutPasswords) return true;
  const { hasPassword } = await (await http()).listSessions();
  client.notePassword(hasPassword);
  return hasPassword;
}

export async function changePassword(oldPassword: string, newPassword: string): Promise<void> {
  await (await http()).changePassword({ oldPassword, newPassword });
  client.notePassword(true);
}
