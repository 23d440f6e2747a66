// The operators of a search as chips: taken out of the text, put into it. The server reads the text alone; what stands
// here only helps to write it. See storage/search/query.hpp.

export type OperatorName = 'theme' | 'territoire' | 'auteur' | 'statut' | 'type' | 'apres' | 'avant';

export interface Chip {
  name: string; // as typed
  value: string;
  text: string; // the whole, as it stands in the search
}

const operator = /(?:^|\s)((\p{L}+):(?:"([^"]*)"|«\s?([^»]*?)\s?»|(\S+)))/gu;
const known = new Set(['theme', 'thème', 'thematique', 'thématique', 'territoire', 'auteur', 'auteure', 'statut', 'dans', 'type', 'apres', 'après', 'avant']);

export function chipsOf(text: string): Chip[] {
  return [...text.matchAll(operator)]
    .filter(([, , name]) => known.has((name ?? '').toLowerCase()))
    .map(([, whole = '', name = '', quoted, french, bare]) => ({ name, value: quoted ?? french ?? bare ?? '', text: whole }));
}

export function without(text: string, chip: Chip): string {
  return text.replace(chip.text, '').replace(/\s+/g, ' ').trim();
}

/** The text with one more condition, at its end; the free words stay in front. */
export function adding(text: string, name: OperatorName, value: string): string {
  const written = /^[\p{L}\p{N}/-]+$/u.test(value) ? `${name}:${value}` : `${name}:"${value.replaceAll('"', '')}"`;
  return `${text.trim()} ${written}`.trim();
}
