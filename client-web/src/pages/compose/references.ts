// People, threads and messages in a text that is being written. On screen one sees « @Camille Durand » and « #Titre »;
// what is sent, and kept as a draft, are references: <@12>, <#34>, <!56>. The two are turned into each other here.
import type { State } from '../../state/state';

interface Named {
  id: number;
  name: string;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

// The longest name first: « @Anne Marie » is not « @Anne ».
function referring(text: string, sign: '@' | '#', named: readonly Named[]): string {
  const present = named.filter(({ name }) => name !== '' && text.includes(sign + name)).sort((a, b) => b.name.length - a.name.length);
  if (present.length === 0) return text;
  const ids = new Map(present.map(({ name, id }) => [name, id]));
  const pattern = new RegExp(`${sign}(${[...ids.keys()].map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return text.replace(pattern, (_, name: string) => `<${sign}${ids.get(name)}>`);
}

/** What is sent: names that were written whole become references, links into this client too. */
export function toStored(state: State, text: string, origin: string = location.origin): string {
  const links = new RegExp(`${escaped(origin)}/fil/(\\d+)(?:\\?m=(\\d+))?`, 'g');
  const withLinks = text.replace(links, (_, thread: string, message?: string) => (message ? `<!${message}>` : `<#${thread}>`));
  const people = [...state.members.values()].map(({ id, name }) => ({ id, name }));
  const threads = [...state.threads.values()].map(({ id, title }) => ({ id, name: title }));
  return referring(referring(withLinks, '#', threads), '@', people);
}

/** What is shown in the field. A reference to something that is not held stays as it is. */
export function fromStored(state: State, text: string): string {
  return text
    .replace(/<@(\d+)>/g, (all, id: string) => (state.members.has(Number(id)) ? `@${state.members.get(Number(id))?.name}` : all))
    .replace(/<#(\d+)>/g, (all, id: string) => (state.threads.has(Number(id)) ? `#${state.threads.get(Number(id))?.title}` : all));
}
