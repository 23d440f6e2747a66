// What invitations are told in, apart from messages.ts: the schema of accounts is spoken over HTTP only, and is loaded where
// that is.
export { AddressFault, InvitationState, InvitedStanding } from './gen/ramure/v1/accounts_pb';
