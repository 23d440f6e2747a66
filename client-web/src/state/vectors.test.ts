// Stale state + events = fresh snapshot, on what the server itself tells in its simulation. Answers to questions come
// when the dice want: some are older than the events before them, some newer than the events behind them.
import { describe, expect, test } from 'vitest';
import { Dice } from '../testing/dice';
import { readVectors, type Asked, type Vector } from '../testing/vectors';
import { RefusalCode, type Message, type QueryBody, type Reply } from '../protocol/messages';
import { Keeper } from './keeper';
import { emptyState, type State } from './state';

const vectors = readVectors();
const rounds = 4; // each vector, with other dice

const nothing: Reply['body'] = {
  case: 'refusal',
  value: { code: RefusalCode.NOT_FOUND, field: '', message: 'there is no such thing', data: {}, retryable: false },
};

function newKeeper(): Keeper {
  return new Keeper(emptyState, () => {});
}

function fresh(vector: Vector): State {
  const keeper = newKeeper();
  keeper.take(vector.end.welcome);
  for (const { query, reply } of vector.end.asked) keeper.ask(query)(reply.body, reply.asOfSeq);
  return keeper.state;
}

/** A client that was there at the start, is told everything since, and asks for what it wants. */
class Reader {
  readonly keeper = newKeeper();
  private readonly answers: Map<string, Asked>;
  private pending: (() => void)[] = [];
  private readonly end: number;

  constructor(
    private readonly vector: Vector,
    private readonly dice: Dice,
  ) {
    this.answers = new Map(vector.answers.map((each) => [JSON.stringify(each.query), each]));
    this.end = vector.end.welcome.welcome!.resumeSeq;
  }

  run(): State {
    this.keeper.take(this.vector.start.welcome);
    for (const { query, reply } of this.vector.start.asked) this.later(query, reply);
    for (const frame of this.vector.frames) {
      this.deliver(30);
      if (this.dice.chance(20)) this.askForSomething();
      this.keeper.take(frame);
    }
    this.deliver(100);
    for (let times = 0; this.askForWhatIsWanted(); ++times) expect(times).toBeLessThan(200);
    return this.keeper.state;
  }

  private later(query: QueryBody, reply: Reply): void {
    const take = this.keeper.ask(query);
    this.pending.push(() => take(reply.body, reply.asOfSeq));
  }

  private deliver(percent: number): void {
    const all = this.pending;
    this.pending = [];
    for (const each of all) {
      if (this.dice.chance(percent)) each();
      else this.pending.push(each);
    }
  }

  private ask(query: QueryBody): void {
    const known = this.answers.get(JSON.stringify(this.complete(query)));
    const reply: Reply = known?.reply ?? { requestId: 0, asOfSeq: this.end, body: nothing };
    this.later(query, reply);
  }

  /** As it is in the file, where every field is written. */
  private complete(query: QueryBody): unknown {
    const same = this.vector.answers.find(
      ({ query: { case: kind, value } }) =>
        kind === query.case && Object.entries(query.value).every(([name, given]) => (value as Record<string, unknown>)[name] === given),
    );
    return same?.query ?? query;
  }

  private askForSomething(): void {
    const { wants, threads } = this.keeper.state;
    const [channelId] = wants.channels;
    const [threadId] = wants.threads;
    if (wants.snapshot) this.ask({ case: 'getSnapshot', value: {} });
    else if (channelId !== undefined) this.ask({ case: 'getChannel', value: { channelId } });
    else if (threadId !== undefined) this.ask({ case: 'getThread', value: { threadId } });
    else if (threads.size > 0) this.openHistory(this.dice.pick([...threads.keys()]));
  }

  private openHistory(threadId: number): void {
    this.ask({ case: 'getHistory', value: { threadId, limit: 100 } });
  }

  private askForWhatIsWanted(): boolean {
    const { wants, histories } = this.keeper.state;
    const stale = [...histories.values()].find((window) => window.isStale);
    if (wants.unreadAt > 0) this.ask({ case: 'listThreads', value: { unreadOnly: true } });
    else if (wants.snapshot || wants.channels.size > 0 || wants.threads.size > 0) this.askForSomething();
    else if (stale) this.openHistory(stale.threadId);
    else return false;
    this.deliver(100);
    return true;
  }
}

const withoutSeq = <Thing extends { readonly asOf: number }>({ asOf: _, ...thing }: Thing) => thing;
const table = <Thing extends { readonly asOf: number }>(map: ReadonlyMap<number, Thing>) =>
  Object.fromEntries([...map].sort(([a], [b]) => a - b).map(([id, thing]) => [id, withoutSeq(thing)]));

/** After a reaction was taken back its neighbours' order is not told. */
const message = (each: Message & { readonly asOf: number }) => ({
  ...withoutSeq(each),
  reactions: [...each.reactions].sort((a, b) => (a.name < b.name ? -1 : 1)),
});

function picture(state: State) {
  const { word, mine, me } = state;
  return {
    me,
    word: word && withoutSeq(word),
    channels: Object.fromEntries([...state.channels].sort(([a], [b]) => a - b).map(([id, row]) => [id, [row.channel, row.membership]])),
    members: table(state.members),
    territories: table(state.territories),
    themes: table(state.themes),
    threads: table(state.threads),
    mine: {
      ...mine,
      drafts: new Map([...mine.drafts].filter(([, draft]) => draft.text !== '')),
      notebook: new Map([...mine.notebook].filter(([, entry]) => entry.text !== '')),
    },
    cursorSeq: state.cursorSeq,
    privateRevision: state.privateRevision,
  };
}

/** Threads that are unread, with the server's count. */
function unread(state: State) {
  const rows = [...state.unread].filter(([, row]) => row.count > 0).sort(([a], [b]) => a - b);
  return Object.fromEntries(rows.map(([id, { count, firstId }]) => [id, { count, firstId }]));
}

function compareWindows(held: State, whole: State): number {
  for (const [threadId, window] of held.histories) {
    const full = whole.histories.get(threadId);
    expect(full, `window of thread ${threadId}`).toBeDefined();
    const from = window.moreBefore ? (window.messages[0]?.id ?? 0) : 0;
    expect(window.messages.map(message)).toEqual(full!.messages.filter(({ id }) => id >= from).map(message));
    expect(window.olderHidden).toBe(full!.olderHidden);
    expect(window.isStale || window.moreAfter).toBe(false);
  }
  return held.histories.size;
}

describe.skipIf(vectors === undefined)('stale state + events = fresh snapshot', () => {
  test.each(vectors ?? [])('$name', (vector) => {
    const whole = fresh(vector);
    for (let round = 0; round < rounds; ++round) {
      const held = new Reader(vector, new Dice(round)).run();
      expect(picture(held)).toEqual(picture(whole));
      expect(unread(held)).toEqual(unread(whole));
      compareWindows(held, whole);
    }
  });

  test('the vectors are worth something', () => {
    expect(vectors!.length).toBeGreaterThan(20);
    const kinds = new Set(vectors!.flatMap(({ frames }) => frames.flatMap(({ events }) => events.map(({ body }) => body.case))));
    for (const kind of ['messagePosted', 'messageEdited', 'messageRedacted', 'reactionChanged', 'threadOpened', 'membershipGranted', 'membershipEnded', 'obstacleStatusChanged', 'authorshipNoted', 'memberJoined'] as const) {
      expect(kinds).toContain(kind);
    }
  });
});
