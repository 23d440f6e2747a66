// Messages of the windows that are open, and of those that are quoted.
import type { Event, Message, Reaction } from '../protocol/messages';
import type { Sketch } from './sketch';
import type { Held, HistoryWindow } from './state';

/** A window that grows by itself while nobody looks keeps its newest messages: at least `kept`, at most `max`. */
export const windowMessages = { kept: 300, max: 400 };

function postedMessage(event: Event): Held<Message> | undefined {
  if (event.body.case !== 'messagePosted') return undefined;
  const { threadId, kind, body, quotes, replyToId, mentionIds, attachments } = event.body.value;
  return {
    id: event.seq,
    threadId,
    channelId: event.audience.case === 'channelId' ? event.audience.value : 0,
    authorId: event.actorId,
    postedAtMs: event.atMs,
    kind,
    body,
    version: 1,
    editedAtMs: 0,
    redacted: false,
    pinned: false,
    kept: false,
    quotes,
    replyToId,
    mentionIds,
    reactions: [],
    attachments,
    movedFromId: 0,
    asOf: event.seq,
  };
}

function withReaction(reactions: readonly Reaction[], name: string, memberId: number, added: boolean): readonly Reaction[] {
  const held = reactions.find((reaction) => reaction.name === name);
  if (added) {
    if (!held) return [...reactions, { name, memberIds: [memberId] }];
    if (held.memberIds.includes(memberId)) return reactions;
    return reactions.map((each) => (each === held ? { name, memberIds: [...held.memberIds, memberId] } : each));
  }
  return reactions
    .map((each) => (each === held ? { name, memberIds: held.memberIds.filter((id) => id !== memberId) } : each))
    .filter((each) => each.memberIds.length > 0);
}

/** What is left is who, when, where, and what it answered. */
const redaction: Partial<Message> = {
  redacted: true,
  body: '',
  quotes: [],
  mentionIds: [],
  reactions: [],
  attachments: [],
  pinned: false,
  kept: false,
};

function changeOf(message: Message, { body, actorId, atMs }: Event): Partial<Message> | undefined {
  switch (body.case) {
    case 'messageEdited': {
      const { body: text, mentionIds, version } = body.value;
      return { body: text, mentionIds, version, editedAtMs: atMs };
    }
    case 'messageRedacted': return redaction;
    case 'reactionChanged': {
      const { name, added } = body.value;
      return { reactions: withReaction(message.reactions, name, actorId, added) };
    }
    case 'messagePinned': return { pinned: body.value.pinned };
    case 'messageKept': return { kept: body.value.kept };
    case 'authorshipNoted': return { authorId: body.value.authorId };
    default: return undefined;
  }
}

function append(sketch: Sketch, event: Event): void {
  const message = postedMessage(event);
  const window = message && sketch.get('histories').get(message.threadId);
  if (!window || window.moreAfter || event.seq <= window.asOf) return;
  const messages = sketch.own(window.messages);
  messages.push(message);
  const isTooLong = messages.length > windowMessages.max;
  if (isTooLong) messages.splice(0, messages.length - windowMessages.kept);
  const moreBefore = window.moreBefore || isTooLong;
  sketch.map('histories').set(message.threadId, { ...window, asOf: event.seq, messages, moreBefore });
  for (const id of [message.replyToId, ...message.quotes.map((quote) => quote.messageId)]) {
    if (id !== 0 && !isHeld(sketch, window, id)) sketch.want('messages', id);
  }
}

function isHeld(sketch: Sketch, window: HistoryWindow, id: number): boolean {
  return sketch.get('loose').has(id) || window.messages.some((message) => message.id === id);
}

function changeMessage(sketch: Sketch, event: Event, threadId: number, messageId: number): void {
  const change = (message: Held<Message>): Held<Message> =>
    event.seq <= message.asOf ? message : { ...message, ...changeOf(message, event), asOf: event.seq };

  const loose = sketch.get('loose').get(messageId);
  if (loose) sketch.map('loose').set(messageId, change(loose));

  const window = sketch.get('histories').get(threadId);
  const index = window ? window.messages.findIndex((message) => message.id === messageId) : -1;
  if (!window || index < 0) return;
  const messages = window.messages.with(index, change(window.messages[index]!));
  sketch.map('histories').set(threadId, { ...window, messages });
}

/** Out of one window at once; into the other by asking again, because the event carries no text. */
function moveMessages(sketch: Sketch, seq: number, fromId: number, toId: number, ids: readonly number[]): void {
  const moved = new Set(ids);
  const from = sketch.get('histories').get(fromId);
  if (from) {
    const messages = from.messages.filter((message) => !moved.has(message.id) || seq <= message.asOf);
    sketch.map('histories').set(fromId, { ...from, messages });
  }
  const to = sketch.get('histories').get(toId);
  const isNews = (id: number) => !to?.messages.some((message) => message.id === id && seq <= message.asOf);
  if (to && ids.some(isNews)) sketch.map('histories').set(toId, { ...to, isStale: true });
  for (const id of ids) {
    const message = sketch.get('loose').get(id);
    if (!message || seq <= message.asOf) continue;
    const movedFromId = (message.movedFromId || fromId) === toId ? 0 : message.movedFromId || fromId;
    sketch.map('loose').set(id, { ...message, threadId: toId, movedFromId, asOf: seq });
  }
}

export function reduceMessages(sketch: Sketch, event: Event): void {
  const { body, seq } = event;
  switch (body.case) {
    case 'messagePosted': return append(sketch, event);
    case 'messageEdited':
    case 'messageRedacted':
    case 'reactionChanged':
    case 'messagePinned':
    case 'messageKept': return changeMessage(sketch, event, body.value.threadId, body.value.messageId);
    case 'authorshipNoted':
      if (body.value.authorId === sketch.get('me').id && body.value.messageId !== 0) {
        changeMessage(sketch, event, body.value.threadId, body.value.messageId);
      }
      return;
    case 'messagesMoved':
      return moveMessages(sketch, seq, body.value.fromThreadId, body.value.toThreadId, body.value.messageIds);
    default: return;
  }
}
