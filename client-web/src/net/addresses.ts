// Addresses of files: of messages, of threads as one file, and where one is sent to.

/** Where a file of a message is fetched; `position` counts from 0. */
export function attachmentAddress(community: string, messageId: number, position: number): string {
  return `/api/attachments/${messageId}/${position}?${new URLSearchParams({ community })}`;
}

/** Where a thread is fetched as one file. */
export function exportAddress(community: string, threadId: number, format: 'html' | 'md'): string {
  return `/api/threads/${threadId}/export?${new URLSearchParams({ community, format })}`;
}

/** Where a file is sent to. A space is %20: URLSearchParams makes it a plus, which is a character of a name to the server. */
export function uploadAddress(community: string, name: string): string {
  return `/api/uploads?community=${encodeURIComponent(community)}&name=${encodeURIComponent(name)}`;
}
