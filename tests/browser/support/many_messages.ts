// Threads of many messages, made in seconds.
import type { Speaker } from './speaker';

/** A thread of the plenary with `count` messages after its first one; the ids of all of them, in order. */
export async function makeLongThread(speaker: Speaker, title: string, count: number): Promise<{ threadId: number; ids: number[] }> {
  const channelId = await channelOf(speaker, 'CHANNEL_KIND_PLENARY');
  const { firstSeq } = await speaker.command({
    openThread: { channelId, kind: 'THREAD_KIND_DISCUSSION', title, body: 'Message 0. Le début de ce fil.' },
  });
  const posted = await Promise.all(Array.from({ length: count }, (_, i) =>
    speaker.command({ postMessage: { threadId: firstSeq, body: bodyOf(i + 1) } })));
  return { threadId: firstSeq, ids: posted.map((accepted) => accepted.firstSeq) };
}

/** The id of the first channel of a kind that this member reads. */
export async function channelOf(speaker: Speaker, kind: string): Promise<number> {
  const { channels } = (await speaker.ask({ getSnapshot: {} }))['snapshot'] as { channels: { id: string; kind: string }[] };
  const found = channels.find((channel) => channel.kind === kind);
  if (!found) throw new Error(`no channel of kind ${kind}`);
  return Number(found.id);
}

// Of different heights, some with lists and long words, so that nothing about the list can be guessed from a count.
function bodyOf(number: number): string {
  const sentence = 'Nous avons réuni les associations, la mairie et deux entreprises autour de la même table. ';
  const rest = [sentence, sentence.repeat(4), `\n\n- un pas\n- un deuxième\n- un troisième`, '', `**${'long'.repeat(30)}**`][number % 5];
  return `Message ${number}. ${rest}`;
}

/** What the server holds of a thread of up to 200 messages, told to somebody who was not there. */
export async function historyOf(speaker: Speaker, threadId: number): Promise<{ id: number; body: string }[]> {
  const { history } = (await speaker.ask({ getHistory: { threadId, limit: 200 } })) as { history: { messages: { id: string; body: string }[] } };
  return history.messages.map(({ id, body }) => ({ id: Number(id), body }));
}
