// What the buttons above the field do to a text: put signs around what is selected, or in front of its lines.

/** A text and what is selected in it; UTF-16 code units. */
export interface Edited {
  text: string;
  start: number;
  end: number;
}

/** **bold** and the like; taken away again when it is there. */
export function wrap({ text, start, end }: Edited, sign: string, otherwise: string): Edited {
  const inner = text.slice(start, end) || otherwise;
  const isWrapped = text.slice(start - sign.length, start) === sign && text.slice(end, end + sign.length) === sign;
  if (isWrapped) {
    const at = start - sign.length;
    return { text: text.slice(0, at) + inner + text.slice(end + sign.length), start: at, end: at + inner.length };
  }
  const at = start + sign.length;
  return { text: text.slice(0, start) + sign + inner + sign + text.slice(end), start: at, end: at + inner.length };
}

/** "- " and the like in front of each selected line; taken away again when all have it. */
export function prefix({ text, start, end }: Edited, sign: string): Edited {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const nextBreak = text.indexOf('\n', end);
  const to = nextBreak < 0 ? text.length : nextBreak;
  const lines = text.slice(from, to).split('\n');
  const all = lines.every((line) => line.startsWith(sign));
  const changed = lines.map((line) => (all ? line.slice(sign.length) : sign + line)).join('\n');
  return { text: text.slice(0, from) + changed + text.slice(to), start: from + changed.length, end: from + changed.length };
}

/** A link whose words are what is selected; the address is selected, to be typed over. */
export function link({ text, start, end }: Edited, otherwise: string): Edited {
  const words = text.slice(start, end) || otherwise;
  const isAddress = /^https?:\/\/\S+$/.test(words);
  const inserted = isAddress ? `[${otherwise}](${words})` : `[${words}](https://)`;
  const at = isAddress ? start + 1 : start + words.length + 3;
  return { text: text.slice(0, start) + inserted + text.slice(end), start: at, end: at + (isAddress ? otherwise.length : 'https://'.length) };
}
