// What pages ask about mail. What asks the server is loaded with the first question.
import type { MailOffers } from '../net/mail';

const mail = () => import('../net/mail');

/** What the server's mail offers; nothing where it sends none, or cannot be asked. */
export const mailOffers = async (): Promise<MailOffers> => (await mail()).offers().catch(() => ({ links: false, shown: false }));
export const askForLink = async (purpose: 'sign-in' | 'password', address: string) => (await mail()).askForLink(purpose, address);
export const lookAtLink = async (token: string) => (await mail()).lookAtLink(token);
/** `attempt`: the same again when the answer was lost. */
export const openLink = async (token: string, password: string, attempt: string) => (await mail()).openLink(token, password, attempt);
export const sendInvitation = async (community: string, invitationId: number) => (await mail()).sendInvitation(community, invitationId);
export const listMails = async (community: string) => (await mail()).list(community);
export const tryMailNow = async (community: string, mailId: number) => (await mail()).tryNow(community, mailId);
export const shownMails = async () => (await mail()).shown();
