// What the page says aside: short notes that are seen (toasts) and heard (live regions), without moving the focus.

/** An act offered with a note: taking back what was just done. */
export interface NoteAction {
  label: string;
  act: () => void;
}

export interface Note {
  id: number;
  text: string;
  action: NoteAction | undefined;
  tone: 'calm' | 'error';
}

const politeDelayMs = 700; // announcements that come closer together are read as one
let nextId = 1;
let waiting: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Read by LiveRegion.svelte and Notes.svelte alone. */
export const spoken = $state<{ polite: string; assertive: string; notes: Note[] }>({ polite: '', assertive: '', notes: [] });

/** Says something to assistive technology, batched: a flood of messages is announced by its last `summary`. */
export function announce(text: string, summary?: (count: number) => string) {
  waiting.push(text);
  clearTimeout(timer);
  timer = setTimeout(() => {
    spoken.polite = waiting.length > 2 && summary ? summary(waiting.length) : waiting.join(' ');
    waiting = [];
  }, politeDelayMs);
}

/**
 * Shows and says a note. One without an act goes away by itself when it was read; one with an act stays until it is
 * closed or ten more seconds have passed, so that nobody races a clock: what it offers can also be done elsewhere.
 */
export function note(text: string, options: { action?: NoteAction; tone?: 'calm' | 'error'; lastsMs?: number } = {}): () => void {
  const { action, tone = 'calm' } = options;
  const id = nextId++;
  spoken.notes = [...spoken.notes.slice(-2), { id, text, action, tone }];
  if (tone === 'error') spoken.assertive = text;
  else announce(text);
  const lastsMs = options.lastsMs ?? (tone === 'error' ? 0 : action ? 10_000 : 6_000);
  const close = () => closeNote(id);
  if (lastsMs > 0) setTimeout(close, lastsMs);
  return close;
}

export function closeNote(id: number) {
  spoken.notes = spoken.notes.filter((each) => each.id !== id);
}
