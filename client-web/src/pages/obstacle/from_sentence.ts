// A sentence of the workshop in the room as the beginning of an obstacle.

/** What the field of the first sentence takes, in characters. */
export const sentenceMax = 200;

export interface Beginning {
  readonly sentence: string;
  readonly story: string; // the whole, where it does not fit into the field
}

export function beginningFrom(text: string): Beginning {
  if (text.length <= sentenceMax) return { sentence: text, story: '' };
  const cut = text.slice(0, sentenceMax - 1);
  const end = cut.lastIndexOf(' ');
  return { sentence: `${(end > sentenceMax / 2 ? cut.slice(0, end) : cut).trimEnd()}…`, story: text };
}

interface Form extends Beginning {
  readonly themeId: number;
}

/** What a form takes of a sentence that comes after it was opened: nothing where something was typed meanwhile. */
export function begunWith(said: Form, typed: Form): Partial<Form> {
  if (typed.sentence !== '') return {};
  return {
    sentence: said.sentence,
    ...(typed.story === '' && { story: said.story }),
    ...(typed.themeId === 0 && { themeId: said.themeId }),
  };
}
