// The pitch within the text of a roadmap: its eight parts are headings that begin with their number, as its template has
// them; what stands below a heading is the part. Pure.

export const partsMax = 8;
export const wordsMax = 350;

export interface PitchPart {
  readonly number: number; // 1 … 8
  readonly heading: string | undefined; // as the text words it; undefined: the text has no such heading
  readonly markdown: string; // what stands below it
}

const headingLine = /^(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/;
const numbered = /^([1-8])[.)][ \t\u00a0]*(.*)$/;
const fence = /^[ \t]*(```|~~~)/;

interface Section {
  heading: string;
  level: number;
  lines: string[];
}

function sectionsOf(markdown: string): Section[] {
  const sections: Section[] = [{ heading: '', level: 0, lines: [] }];
  let isFenced = false;
  for (const line of markdown.split('\n')) {
    if (fence.test(line)) isFenced = !isFenced;
    const found = isFenced ? null : headingLine.exec(line);
    if (found) sections.push({ heading: found[2]!.trim(), level: found[1]!.length, lines: [] });
    else sections.at(-1)!.lines.push(line);
  }
  return sections;
}

/**
 * Always eight, in their order. A text that was a roadmap before has sections with numbers of its own: there the pitch is
 * what stands below its heading « Pitch ». `isPitchAlone`: the text began as a pitch, and may have lost that heading.
 */
export function pitchParts(markdown: string, isPitchAlone = true): readonly PitchPart[] {
  const sections = sectionsOf(markdown);
  const from = pitchStart(sections, isPitchAlone);
  const parts = Array.from({ length: partsMax }, (_, i): PitchPart => ({ number: i + 1, heading: undefined, markdown: '' }));
  for (let at = from; at < sections.length; at += 1) {
    const { heading, level, lines } = sections[at]!;
    const number = Number(numbered.exec(heading)?.[1] ?? 0);
    if (number === 0) continue;
    const below = [lines.join('\n')];
    for (let next = at + 1; next < sections.length && sections[next]!.level > level; next += 1) {
      const inner = sections[next]!;
      below.push(`${'#'.repeat(inner.level)} ${inner.heading}`, inner.lines.join('\n'));
    }
    parts[number - 1] = { number, heading: numbered.exec(heading)?.[2]?.trim() ?? '', markdown: below.join('\n').trim() };
  }
  return parts;
}

function pitchStart(sections: readonly Section[], isPitchAlone: boolean): number {
  const at = sections.findLastIndex(({ heading }) => /^pitch\b/i.test(heading));
  return at >= 0 ? at : isPitchAlone ? 0 : sections.length;
}

/** Whether somebody wrote in it: a placeholder in italics alone, as templates have them, is nothing yet. */
export const isWritten = ({ markdown }: PitchPart): boolean => markdown.replace(/^\*[^*\n]+\*$/gm, '').trim() !== '';

/** Words as one says them aloud: « l’alliance » is one, signs and list marks are none. */
export function countWords(markdown: string): number {
  const plain = markdown.replace(/\]\([^)]*\)/g, ']').replace(/^\*[^*\n]+\*$/gm, '');
  return plain.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}’'-]*/gu)?.length ?? 0;
}

export const wordsOf = (parts: readonly PitchPart[]): number => parts.reduce((sum, { markdown }) => sum + countWords(markdown), 0);

/** What has to be written at the end of the text so that it has the parts that it lacks; '' when none is missing. */
export function missingParts(markdown: string, parts: readonly PitchPart[], names: readonly string[], title: string): string {
  const missing = parts.filter(({ heading }) => heading === undefined);
  if (missing.length === 0) return '';
  const hasNone = missing.length === parts.length;
  const lines = missing.map(({ number }) => `## ${number}. ${names[number - 1]}\n`);
  const gap = markdown === '' ? '' : markdown.endsWith('\n\n') ? '' : markdown.endsWith('\n') ? '\n' : '\n\n';
  return gap + [...(hasNone ? [`# ${title}\n`] : []), ...lines].join('\n');
}
