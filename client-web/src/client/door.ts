// Coming in: by a password, an invitation, or a link. What asks the server is loaded with the first question.
import { client } from '../client.svelte';
import { remembered } from '../keep/remembered';
import type { SignedIn } from '../protocol/messages';
import { openLink } from './mail';
import { chosenOf, ownerOf } from './membership';

const http = () => import('../net/http');

/** As much of a link as tells one from another, and opens nothing. */
const tokenHintLength = 8;

/** 128 random bits. */
const drawn = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

export async function signIn(name: string, password: string): Promise<void> {
  await client.enter(await (await http()).signIn(name, password));
}

export const lookAtInvitation = async (token: string) => (await http()).lookAtInvitation({ token });

export async function acceptInvitation(token: string, name: string, password: string): Promise<void> {
  await client.enter(await (await http()).acceptInvitation(token, name, password));
}

/** Whether this browser has followed the link before, and never learnt what came of it. */
export const hasTried = (token: string): boolean => remembered.attempt.startsWith(`${token.slice(0, tokenHintLength)}:`);

/** A link serves once: whoever does not hear the answer may ask again from this browser, with the same attempt. */
async function attempt(token: string, open: (attempted: string) => Promise<SignedIn>): Promise<SignedIn> {
  if (!hasTried(token)) remembered.attempt = `${token.slice(0, tokenHintLength)}:${drawn()}`;
  const signedIn = await open(remembered.attempt.slice(tokenHintLength + 1));
  remembered.attempt = '';
  if (client.stage === 'open') await client.leave(); // somebody else, on the same device
  return signedIn;
}

/** Comes in by a link alone. */
export async function openByLink(token: string): Promise<void> {
  const signedIn = await attempt(token, async (attempted) => (await http()).openByLink(token, attempted));
  remembered.withoutPassword = ownerOf(chosenOf(signedIn));
  await client.enter(signedIn);
}

/** Comes in by a link that was sent to one's address; with a new password where the link is for that. */
export async function openMailedLink(token: string, password: string, community = ''): Promise<void> {
  const signedIn = await attempt(token, (attempted) => openLink(token, password, attempted));
  if (password !== '' && remembered.withoutPassword === ownerOf(chosenOf(signedIn))) remembered.withoutPassword = '';
  await client.enter(signedIn, community);
}
