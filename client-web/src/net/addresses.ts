// Addresses of what the browser fetches by itself: files of messages, threads as one file.

/** Where a file of a message is fetched; `position` counts from 0. */
export function attachmentAddress(community: string, messageId: number, position: number): string {
  return `/api/attachments/${messageId}/${position}?${new URLSearchParams({ community })}`;
}

/** Where a thread is fetched as one file. */
export function exportAddress(community: string, threadId: number, format: 'html' | 'md'): string {
  return `/api/threads/${threadId}/export?${new URLSearchParams({ community, format })}`;
}
