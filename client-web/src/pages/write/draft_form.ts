// The draft of a new thread is one text: its title is kept as a heading before the body.

export interface BegunThread {
  title: string;
  body: string;
}

export function joinDraft({ title, body }: BegunThread): string {
  return title.trim() === '' ? body : `# ${title.trim()}\n\n${body}`;
}

export function splitDraft(text: string): BegunThread {
  const [, title, body] = /^# (.*)(?:\n\n([\s\S]*))?$/.exec(text) ?? [];
  return title === undefined ? { title: '', body: text } : { title, body: body ?? '' };
}
