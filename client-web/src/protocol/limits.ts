// The limits that a person can run into, so that the page can say so before the server does. Kept equal to
// protocol/limits.hpp by a test. Lengths are bytes of UTF-8: see byteLength().
export const limits = {
  titleBytesMin: 3,
  titleBytesMax: 300,
  bodyBytesMax: 40_000,
  draftBytesMax: 40_000,
  summaryBytesMax: 5_000,
  cardFieldBytesMax: 5_000,
  cardListMax: 20,
  cardNaturesMax: 3,
  tagBytesMax: 60,
  tagsMax: 8,
  reactionBytesMax: 32,
  quotesMax: 20,
  mentionsMax: 50,
  nameBytesMax: 120,
  profileFieldBytesMax: 200,
  bioBytesMax: 2_000,
  searchTextBytesMax: 500,
  territoryTextBytesMax: 2_000,
  wordBytesMax: 1_500,
  similarTextBytesMax: 500,
  conversationMembersMax: 4,
  threadPageMax: 200,
  historyPageMax: 200,
  messagesByIdMax: 50,
  movedMessagesMax: 200,
  undoMergeMs: 24 * 3600 * 1000,
  undoFreshStartMs: 7 * 24 * 3600 * 1000,
  bookmarksMax: 1_000,
  uploadBytesMax: 25 * 1024 * 1024,
  uploadsBytesMax: 500 * 1024 * 1024,
  attachmentsPerMessageMax: 10,
  attachmentNameBytesMax: 200,
  uploadWaitsMs: 30 * 24 * 3600 * 1000,
  requestsInFlightMax: 16,
  unreadCountCap: 1_000,
} as const;

const encoder = new TextEncoder();

export function byteLength(text: string): number {
  return encoder.encode(text).length;
}
