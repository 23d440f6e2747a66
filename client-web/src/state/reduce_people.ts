// Who and where: the directory, and what one reads oneself.
import { ChannelKind, type Event, type Member, type Territory } from '../protocol/messages';
import { leaveCommittee } from './reduce_commons';
import { leaveCourse } from './reduce_course';
import { leaveRoadmap } from './reduce_roadmaps';
import { leaveRound } from './reduce_rounds';
import type { Sketch } from './sketch';
import type { HistoryWindow } from './state';

/** The channel of members, themes and territories: it is opened by event 1 of every journal. */
export const directoryId = 1;

function changeMember(sketch: Sketch, id: number, seq: number, change: Partial<Member>): void {
  const member = sketch.get('members').get(id);
  if (member && seq > member.asOf) sketch.map('members').set(id, { ...member, ...change, asOf: seq });
  if (sketch.get('me').id === id && (member === undefined || seq > member.asOf)) {
    sketch.set('me', { ...sketch.get('me'), ...change });
  }
}

/** Between what a place is called and its territory's name, « Canal – Pays de Kerlohan »: as in protocol/titles.hpp. */
const separator = ' – ';

/** The territory as it is from `seq` on: its places that are called after it follow a new name. */
export function takeTerritory(sketch: Sketch, territory: Territory, seq: number): void {
  const held = sketch.get('territories').get(territory.id);
  if (!held || seq <= held.asOf) return;
  for (const row of sketch.get('channels').values()) {
    const { channel } = row;
    const isCalledAfterIt = held.name !== '' && channel?.title.endsWith(separator + held.name);
    if (!channel || channel.territoryId !== held.id || seq <= row.asOf || !isCalledAfterIt) continue;
    const title = channel.title.slice(0, -held.name.length) + territory.name;
    sketch.map('channels').set(row.id, { ...row, channel: { ...channel, title } });
  }
  sketch.map('territories').set(held.id, { ...territory, asOf: seq });
}

/** Whether one may read the plenary, as far as is known: of a place that was just entered it is not. */
function readsPlenary(sketch: Sketch): boolean {
  return [...sketch.get('channels').values()].some(({ channel }) => !channel || channel.kind === ChannelKind.PLENARY);
}

/** Forgets what is known of a channel's insides up to a seq: it was left, or is entered anew. */
export function dropContents(sketch: Sketch, channelId: number, upToSeq: number): void {
  for (const thread of sketch.get('threads').values()) {
    if (thread.channelId !== channelId || thread.asOf >= upToSeq) continue;
    sketch.map('threads').delete(thread.id);
    sketch.map('unread').delete(thread.id);
    sketch.unwant('threads', thread.id);
  }
  for (const window of sketch.get('histories').values()) {
    if (window.channelId === channelId && newestIn(window) < upToSeq) sketch.map('histories').delete(window.threadId);
  }
  for (const message of sketch.get('loose').values()) {
    if (message.channelId === channelId && message.asOf < upToSeq) sketch.map('loose').delete(message.id);
  }
}

function newestIn(window: HistoryWindow): number {
  return window.messages.reduce((newest, message) => Math.max(newest, message.asOf), window.asOf);
}

function enter(sketch: Sketch, event: Event, membership: NonNullable<ReturnType<typeof grantedBy>>): void {
  const id = membership.channelId;
  const row = sketch.get('channels').get(id);
  if (row && event.seq <= row.asOf) return;
  dropContents(sketch, id, event.seq);
  sketch.map('channels').set(id, { id, channel: undefined, membership, asOf: event.seq, moreThreads: false });
  sketch.want('channels', id);
  if (id === directoryId) sketch.changeWants({ snapshot: true });
}

function leave(sketch: Sketch, event: Event, channelId: number): void {
  const row = sketch.get('channels').get(channelId);
  if (row && event.seq <= row.asOf) return;
  dropContents(sketch, channelId, event.seq);
  leaveRound(sketch, channelId);
  leaveRoadmap(sketch, channelId);
  leaveCommittee(sketch, channelId);
  leaveCourse(sketch, channelId);
  if (row) sketch.map('channels').delete(channelId);
  sketch.unwant('channels', channelId);
  if (!readsPlenary(sketch)) sketch.set('word', undefined);
  if (channelId === directoryId) sketch.changeWants({ snapshot: true });
}

function grantedBy(event: Event) {
  return event.body.case === 'membershipGranted' ? event.body.value.membership : undefined;
}

export function reducePeople(sketch: Sketch, event: Event): void {
  const { seq, body } = event;
  const isNew = seq > sketch.get('directoryAsOf');
  switch (body.case) {
    case 'memberJoined':
      if (isNew && body.value.member && !sketch.get('members').has(seq)) {
        sketch.map('members').set(seq, { ...body.value.member, id: seq, asOf: seq });
      }
      break;
    case 'memberRoleChanged':
      changeMember(sketch, body.value.memberId, seq, { role: body.value.role, territoryId: body.value.territoryId });
      break;
    case 'memberStatusChanged':
      changeMember(sketch, body.value.memberId, seq, { status: body.value.status });
      break;
    case 'memberEdited': {
      const { memberId, name, organisation, function: position, bio } = body.value;
      changeMember(sketch, memberId, seq, { name, organisation, function: position, bio });
      break;
    }
    case 'themeAdded':
      if (isNew && body.value.theme) sketch.map('themes').set(seq, { ...body.value.theme, id: seq, asOf: seq });
      break;
    case 'territoryAdded':
      if (isNew && body.value.territory) {
        sketch.map('territories').set(seq, { ...body.value.territory, id: seq, asOf: seq });
      }
      break;
    case 'themeEdited': {
      const held = sketch.get('themes').get(body.value.theme?.id ?? 0);
      if (held && seq > held.asOf) sketch.map('themes').set(held.id, { ...held, ...body.value.theme, asOf: seq });
      break;
    }
    case 'territoryEdited': {
      const held = sketch.get('territories').get(body.value.territory?.id ?? 0);
      const { state = 0, stateSinceMs = 0 } = held ?? {}; // where it stands is told by an event of its own
      if (body.value.territory) takeTerritory(sketch, { ...body.value.territory, state, stateSinceMs }, seq);
      break;
    }
    case 'territoryStateSet': {
      const held = sketch.get('territories').get(body.value.territoryId);
      const change = { state: body.value.state, stateSinceMs: event.atMs, asOf: seq };
      if (held && seq > held.asOf) sketch.map('territories').set(held.id, { ...held, ...change });
      break;
    }
    case 'membershipGranted': {
      const membership = grantedBy(event);
      if (membership) enter(sketch, event, membership);
      break;
    }
    case 'membershipEnded':
      leave(sketch, event, body.value.channelId);
      break;
    case 'wordEdited': {
      const word = body.value.word;
      const held = sketch.get('word');
      const place = event.audience.case === 'channelId' ? sketch.get('channels').get(event.audience.value) : undefined;
      if (place?.membership && seq <= place.membership.sinceSeq) break; // of before one left and came again
      if (!word || seq <= Math.max(held?.asOf ?? 0, isNew ? 0 : sketch.get('directoryAsOf'))) break;
      sketch.set('word', {
        ...word,
        authorId: word.authorId || event.actorId,
        atMs: word.atMs || event.atMs,
        asOf: seq,
      });
      break;
    }
  }
}
