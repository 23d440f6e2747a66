// What is offered while one types « @ » or « # »: people and territories, threads. Pure: a text, a caret and the state in,
// suggestions out.
import { ChannelKind, MemberStatus } from '../../protocol/messages';
import type { State } from '../../state/state';
import { folded } from '../../text/fold';
import { memberName, territoryName, whereName } from '../parts/names';

export interface Suggestion {
  key: string;
  label: string; // what is offered
  detail: string;
  inserted: string; // what takes the place of what was typed
}

export interface Completion {
  start: number; // of what was typed, its sign included; UTF-16 code units
  suggestions: Suggestion[];
}

const shownMax = 6;
const lengthMax = 40;

/** Undefined when the caret stands behind nothing that could be completed. */
export function complete(state: State, text: string, caret: number, threadChannelId: number): Completion | undefined {
  const found = /(?:^|[\s(])([@#])([^@#\n]*)$/u.exec(text.slice(Math.max(0, caret - lengthMax), caret));
  const sign = found?.[1];
  const typed = found?.[2] ?? '';
  if (!sign || /\s$/u.test(typed) || (sign === '#' && typed === '')) return undefined;
  const suggestions = sign === '@' ? peopleAndTerritories(state, typed) : threads(state, typed, threadChannelId);
  return suggestions.length > 0 ? { start: caret - typed.length - 1, suggestions } : undefined;
}

// Every typed word begins a word of the name.
function matches(name: string, typed: string): boolean {
  const words = folded(name).split(/[\s'-]+/);
  return folded(typed)
    .split(/[\s'-]+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}

function peopleAndTerritories(state: State, typed: string): Suggestion[] {
  const people = [...state.members.values()]
    .filter((member) => member.id !== state.me.id && member.status !== MemberStatus.LEFT && matches(member.name, typed))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'))
    .map(({ id, name, territoryId, organisation }): Suggestion => {
      return { key: `m${id}`, label: name, detail: territoryName(state, territoryId) || organisation, inserted: `@${name}` };
    });
  const territories = [...state.territories.values()]
    .filter(({ name }) => typed !== '' && matches(name, typed))
    .map(({ id, name }): Suggestion => {
      const pair = [...state.members.values()].filter((member) => member.territoryId === id && member.status === MemberStatus.ACTIVE);
      const names = pair.map((member) => memberName(state, member.id));
      const inserted = names.length > 0 ? `${name} (${names.map((each) => `@${each}`).join(', ')})` : name;
      return { key: `t${id}`, label: name, detail: names.join(', '), inserted };
    });
  return [...people.slice(0, shownMax - Math.min(2, territories.length)), ...territories].slice(0, shownMax);
}

// A link is of use only to those who may read it: threads of shared places, and of the very place where one writes.
function threads(state: State, typed: string, channelId: number): Suggestion[] {
  const shared = [ChannelKind.PLENARY, ChannelKind.THEMES];
  const isShared = (id: number) => id === channelId || shared.includes(state.channels.get(id)?.channel?.kind ?? 0);
  return [...state.threads.values()]
    .filter((thread) => isShared(thread.channelId) && matches(thread.title, typed))
    .sort((a, b) => b.lastActivityAtMs - a.lastActivityAtMs)
    .slice(0, shownMax)
    .map((thread) => ({ key: `f${thread.id}`, label: thread.title, detail: whereName(state, thread), inserted: `#${thread.title}` }));
}
