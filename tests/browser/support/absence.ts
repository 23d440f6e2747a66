// Somebody who was last here long ago: what they had read by then, and when that was.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { demo } from './paths';
import type { Server } from './server';
import { Speaker } from './speaker';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Any = any;

/** What the demo's files say of a thread after a moment. */
export interface Expected {
  readonly title: string;
  readonly newCount: number;
  readonly isMine: boolean;
}

interface CorpusThread {
  id: string;
  title: string;
  visibility?: string; // of the threads with which rights are tested
  messages: { author_id: string; at: string }[];
}

const read = (file: string) => JSON.parse(readFileSync(join(demo, file), 'utf8')) as Any;
const corpus = () => read('threads.json') as { threads: CorpusThread[]; access_test_threads: CorpusThread[] };

/** The course's threads: where a proposed resource was published, that, as the news of its author, at that time. */
function courseThreads(): CorpusThread[] {
  const { threads, acts } = read('course.json') as { threads: CorpusThread[]; acts: Any[] };
  return threads.map((thread) => {
    const published = acts.find(({ act, thread: id }) => act === 'publish_resource' && id === thread.id);
    return published ? { ...thread, messages: [{ ...thread.messages[0]!, at: published.at }] } : thread;
  });
}

const plenaryThreads = () => corpus().access_test_threads.filter(({ visibility }) => visibility === 'pleniere');

/** The shared threads in which others wrote since `since` (a moment of the corpus, « 2018-06-26 »), for this person. */
export function expectedSince(since: string, person: string): Expected[] {
  return [...corpus().threads, ...plenaryThreads(), ...courseThreads()].flatMap(({ title, messages }) => {
    const newCount = messages.filter(({ at, author_id }) => at > since && author_id !== person).length;
    return newCount > 0 ? [{ title, newCount, isMine: messages.some(({ author_id }) => author_id === person) }] : [];
  });
}

/** When a moment of the corpus is in this server's demo, which is moved by whole weeks. */
export async function momentOf(since: string, speaker: Speaker): Promise<number> {
  const [first] = corpus().threads;
  const { rows } = ((await speaker.ask({ listThreads: { limit: 200 } })) as Any).threadList;
  const held = rows.find(({ thread }: Any) => thread.title === first!.title).thread;
  const weekMs = 7 * 24 * 3600 * 1000;
  const weeks = Math.round((Number(held.openedAtMs) - Date.parse(`${first!.messages[0]!.at}Z`)) / weekMs);
  return Date.parse(`${since}Z`) + weeks * weekMs;
}

/**
 * Puts a person back to where they were at that moment: their last visit, and what they had read. Then the server is
 * started again, because only its data can tell that the visit was long ago.
 */
export async function wentAway(server: Server, name: string, atMs: number): Promise<void> {
  const speaker = await Speaker.enter(server, name);
  let seq = 1;
  const { rows } = ((await speaker.ask({ listThreads: { limit: 200 } })) as Any).threadList;
  for (const { thread } of rows) {
    const { messages = [] } = ((await speaker.ask({ getHistory: { threadId: thread.id, limit: 200 } })) as Any).history;
    const later = messages.find((message: Any) => Number(message.postedAtMs) > atMs);
    for (const { id, postedAtMs } of messages) if (Number(postedAtMs) <= atMs) seq = Math.max(seq, Number(id));
    if (later) await speaker.command({ markUnreadFrom: { threadId: thread.id, messageId: later.id } }).catch(isSaid);
  }
  await speaker.command({ setLastVisit: { seq } }).catch(isSaid);
  speaker.leave();
  await server.kill();
  setLastVisit(server, speaker.memberId, atMs);
  await server.start();
}

// It was so already.
function isSaid(error: unknown): void {
  if (!String(error).includes('ALREADY_DONE')) throw error;
}

function setLastVisit(server: Server, memberId: number, atMs: number): void {
  const database = new DatabaseSync(join(server.data, 'communities/demo/community.db'));
  try {
    const { changes } = database.prepare('UPDATE last_visits SET at_ms = ? WHERE member_id = ?').run(atMs, memberId);
    if (Number(changes) !== 1) throw new Error('the member was never here');
  } finally {
    database.close();
  }
}
