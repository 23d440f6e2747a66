// Addresses of files: of messages, of threads as one file, and where one is sent to.

/** Where a file of a message is fetched; `position` counts from 0. */
export function attachmentAddress(community: string, messageId: number, position: number): string {
  return `/api/attachments/${messageId}/${position}?${new URLSearchParams({ community })}`;
}

/** Where a thread is fetched as one file. */
export function exportAddress(community: string, threadId: number, format: 'html' | 'md'): string {
  return `/api/threads/${threadId}/export?${new URLSearchParams({ community, format })}`;
}

export type TakenLevel = 'actions' | 'synthesis' | 'all';

/** Where the minutes of a round are fetched, as much of them as one may take along: md is the very text that is shared. */
export function minutesAddress(community: string, roundId: number, format: 'html' | 'md', level: TakenLevel): string {
  return `/api/rounds/${roundId}/minutes?${new URLSearchParams({ community, format, level })}`;
}

export type RoadmapFormat = 'docx' | 'odt' | 'print' | 'note' | 'html' | 'md' | 'csv' | 'json';

/** Where a roadmap is fetched as a file. `version`: the id of a frozen or named one; 0: as it is now. */
export function roadmapAddress(community: string, roadmapId: number, format: RoadmapFormat, version: number, lang: 'fr' | 'en'): string {
  return `/api/roadmaps/${roadmapId}/export?${new URLSearchParams({ community, format, lang, ...(version > 0 && { version: String(version) }) })}`;
}

/** Where a dossier is fetched as a page to be printed, or kept. */
export function dossierAddress(community: string, dossierId: number, lang: 'fr' | 'en'): string {
  return `/api/dossiers/${dossierId}?${new URLSearchParams({ community, format: 'html', lang })}`;
}

/** « Votre parcours », as a page to be printed and kept: one's own, or as one hands it on, without anything private. */
export function courseMemoryAddress(community: string, lang: 'fr' | 'en', whom: 'me' | 'others'): string {
  return `/api/course/memory?${new URLSearchParams({ community, lang, for: whom })}`;
}

/** Where a file is sent to. A space is %20: URLSearchParams makes it a plus, which is a character of a name to the server. */
export function uploadAddress(community: string, name: string): string {
  return `/api/uploads?community=${encodeURIComponent(community)}&name=${encodeURIComponent(name)}`;
}
