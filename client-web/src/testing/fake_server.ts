// A server of one community with one thread, as small as the protocol allows: a journal, keys that act once, cursors.
// It keeps what it has accepted; everything on its way is lost when a link is cut or it is restarted.
import { ClientFrameSchema, ServerFrameSchema } from '../protocol/gen/ramure/v1/frames_pb';
import type { Event as WireEvent } from '../protocol/gen/ramure/v1/events_pb';
import type { Message as WireMessage } from '../protocol/gen/ramure/v1/model_pb';
import type { Reply as WireReply, ServerFrame as WireFrame } from '../protocol/gen/ramure/v1/frames_pb';
import { ChannelKind, RefusalCode, Role } from '../protocol/messages';
import { keyText } from '../protocol/key';
import { decode, encode, type Init, type Plain } from '../protocol/plain';
import type { ClientFrame } from '../protocol/gen/ramure/v1/frames_pb';

export const theChannel = 1;
export const theThread = 10;
const firstSeq = 20; // of what is said; before it all was founded

export interface Said {
  readonly seq: number;
  readonly atMs: number;
  readonly memberId: number;
  readonly key: string;
  readonly body: string;
}

interface Kept {
  readonly journal: readonly Said[];
  readonly keys: ReadonlyMap<string, number>; // "member key" → seq
  readonly drafts: ReadonlyMap<number, { readonly text: string; readonly revision: number }>;
}

/** One connection, as the server sees it. */
export class FakeLink {
  toServer: Uint8Array[] = [];
  toClient: Uint8Array[] = [];
  isCut = false;
  closeCode = 0;
  cursor = -1; // before Hello
  revision = 0;

  constructor(
    readonly memberId: number,
    private readonly onCut: (link: FakeLink) => void,
  ) {}

  cut(code = 1006): void {
    if (this.isCut) return;
    this.isCut = true;
    this.closeCode = code;
    this.toServer = [];
    this.toClient = [];
    this.onCut(this);
  }
}

export class FakeServer {
  epoch = 'epoch 1';
  isUp = true;
  /** Refuses the next commands with this code. */
  refuseNext: RefusalCode[] = [];
  links: FakeLink[] = [];
  accepted = 0;
  snapshots = 0;
  private kept: Kept = { journal: [], keys: new Map(), drafts: new Map() };

  constructor(private readonly now: () => number) {}

  get journal(): readonly Said[] {
    return this.kept.journal;
  }

  get headSeq(): number {
    return this.journal.at(-1)?.seq ?? firstSeq;
  }

  connect(memberId: number, onCut: (link: FakeLink) => void): FakeLink | undefined {
    if (!this.isUp) return undefined;
    const link = new FakeLink(memberId, onCut);
    this.links.push(link);
    return link;
  }

  restart(): void {
    for (const link of [...this.links]) link.cut(this.isUp ? 1012 : 1006);
    this.links = [];
  }

  backUp(): Kept {
    return this.kept;
  }

  restore(kept: Kept): void {
    this.restart();
    this.kept = kept;
    this.epoch = `epoch ${Number(this.epoch.slice(6)) + 1}`;
  }

  /** Reads one message of a link; false when there is none. */
  receive(link: FakeLink): boolean {
    const bytes = link.toServer.shift();
    if (!bytes || link.isCut) return false;
    this.onFrame(link, decode(ClientFrameSchema, bytes));
    return true;
  }

  /** Writes what a link has not been told; false when there is nothing. */
  write(link: FakeLink, most = 3): boolean {
    if (link.isCut || link.cursor < 0) return false;
    const behind = this.journal.filter(({ seq }) => seq > link.cursor);
    const told = behind.slice(0, most);
    const draft = this.kept.drafts.get(link.memberId);
    const isDraftNew = draft !== undefined && draft.revision > link.revision;
    if (told.length === 0 && !isDraftNew) return false;
    if (told.length > 0) link.cursor = told.at(-1)!.seq;
    if (isDraftNew) link.revision = draft.revision;
    this.say(link, {
      events: told.map(eventOf),
      throughSeq: told.length > 0 ? link.cursor : 0,
      privateRows: isDraftNew ? [this.draftRow(draft)] : [],
      privateRevision: isDraftNew ? draft.revision : 0,
    });
    return true;
  }

  post(memberId: number, body: string, key = ''): number {
    const seq = this.headSeq + 1 + (this.headSeq % 3); // ids have gaps
    const said = { seq, atMs: this.now(), memberId, key, body };
    const keys = key === '' ? this.kept.keys : new Map(this.kept.keys).set(`${memberId} ${key}`, seq);
    this.kept = { ...this.kept, journal: [...this.journal, said], keys };
    return seq;
  }

  private say(link: FakeLink, frame: Init<WireFrame>): void {
    link.toClient.push(encode(ServerFrameSchema, frame));
  }

  private onFrame(link: FakeLink, { requestId, body }: Plain<ClientFrame>): void {
    if (body.case === 'hello') this.welcome(link, requestId, body.value);
    else if (body.case === 'command') this.onCommand(link, requestId, body.value);
    else if (body.case === 'query') this.onQuery(link, requestId, body.value);
    else if (body.case === 'signal' && body.value.body.case === 'clockSync') {
      const { clientMs } = body.value.body.value;
      this.say(link, { signals: [{ body: { case: 'clockSync', value: { clientMs, serverMs: this.now() } } }] });
    }
  }

  private welcome(link: FakeLink, requestId: number, hello: { epoch: string; cursorSeq: number; privateRevision: number }): void {
    const follows = hello.epoch === this.epoch && hello.cursorSeq > 0 && hello.cursorSeq <= this.headSeq;
    const draft = this.kept.drafts.get(link.memberId);
    link.cursor = follows ? hello.cursorSeq : this.headSeq;
    link.revision = draft?.revision ?? 0;
    if (!follows) this.snapshots += 1;
    this.say(link, {
      welcome: {
        requestId,
        me: memberOf(link.memberId),
        community: { slug: 'vallees', name: 'Vallées', timeZone: 'Europe/Paris' },
        epoch: this.epoch,
        headSeq: this.headSeq,
        featureLevel: 2,
        serverTimeMs: this.now(),
        resumeSeq: link.cursor,
        epochChanged: hello.epoch !== '' && hello.epoch !== this.epoch,
        privateRevision: link.revision,
        privateRows: draft && (!follows || draft.revision > hello.privateRevision) ? [this.draftRow(draft)] : [],
        snapshot: follows ? undefined : this.snapshot(link.memberId),
      },
      throughSeq: link.cursor === this.headSeq ? this.headSeq : 0,
    });
  }

  private snapshot(memberId: number) {
    const channel = { id: theChannel, kind: ChannelKind.PLENARY, title: 'Plénière' };
    const membership = { channelId: theChannel, memberId, role: Role.CATALYST, canWrite: true };
    return { channels: [channel], memberships: [membership], members: [1, 2, 3].map(memberOf), threads: [this.thread()] };
  }

  private thread() {
    const last = this.journal.at(-1);
    const participantIds = [...new Set(this.journal.map(({ memberId }) => memberId))];
    const lastActivityAtMs = last?.atMs ?? 0;
    return { id: theThread, channelId: theChannel, title: 'Un fil', lastMessageId: last?.seq ?? 0, lastActivityAtMs, participantIds };
  }

  private reply(link: FakeLink, requestId: number, body: Init<WireReply>['body']): void {
    this.say(link, { replies: [{ requestId, asOfSeq: this.headSeq, body }] });
  }

  private onCommand(link: FakeLink, requestId: number, command: NonNullable<Extract<Plain<ClientFrame>['body'], { case: 'command' }>['value']>): void {
    const code = this.refuseNext.shift();
    if (code !== undefined) {
      const retryable = code === RefusalCode.OVERLOADED || code === RefusalCode.INTERNAL;
      return this.reply(link, requestId, { case: 'refusal', value: { code, retryable, message: 'no' } });
    }
    const key = keyText(command.commandKey);
    if (command.body.case === 'saveDraft') {
      const revision = (this.kept.drafts.get(link.memberId)?.revision ?? 0) + 1;
      this.kept = { ...this.kept, drafts: new Map(this.kept.drafts).set(link.memberId, { text: command.body.value.text, revision }) };
      return this.reply(link, requestId, { case: 'accepted', value: { privateRevision: revision } });
    }
    if (command.body.case !== 'postMessage') {
      return this.reply(link, requestId, { case: 'refusal', value: { code: RefusalCode.UNIMPLEMENTED } });
    }
    const known = this.kept.keys.get(`${link.memberId} ${key}`);
    const seq = known ?? this.post(link.memberId, command.body.value.body, key);
    this.accepted += 1;
    this.reply(link, requestId, { case: 'accepted', value: { firstSeq: seq, lastSeq: seq, repeated: known !== undefined } });
  }

  private onQuery(link: FakeLink, requestId: number, query: NonNullable<Extract<Plain<ClientFrame>['body'], { case: 'query' }>['value']>): void {
    const answer = (body: NonNullable<Init<import('../protocol/gen/ramure/v1/queries_pb').Answer>['body']>) =>
      this.reply(link, requestId, { case: 'answer', value: { body } });
    const { body } = query;
    if (body.case === 'listThreads') return answer({ case: 'threadList', value: { rows: [] } });
    if (body.case === 'getThread') return answer({ case: 'thread', value: { row: { thread: this.thread() } } });
    if (body.case === 'getHistory') return answer({ case: 'history', value: this.history(body.value.beforeId, body.value.limit) });
    this.reply(link, requestId, { case: 'refusal', value: { code: RefusalCode.UNIMPLEMENTED } });
  }

  private history(beforeId: number, limit: number) {
    const all = this.journal.filter(({ seq }) => beforeId === 0 || seq < beforeId);
    const page = all.slice(-(limit || 50));
    return { messages: page.map(messageOf), moreBefore: page.length < all.length, moreAfter: beforeId !== 0 };
  }

  private draftRow(draft: { text: string; revision: number }) {
    return { revision: draft.revision, row: { case: 'draft', value: { threadId: theThread, text: draft.text } } } as const;
  }
}

function memberOf(id: number) {
  return { id, name: `Membre ${id}`, role: Role.CATALYST };
}

function eventOf(said: Said): Init<WireEvent> {
  return {
    seq: said.seq,
    atMs: said.atMs,
    actorId: said.memberId,
    birthSeq: said.seq,
    audience: { case: 'channelId', value: theChannel },
    body: { case: 'messagePosted', value: { threadId: theThread, kind: 1, body: said.body } },
  };
}

function messageOf(said: Said): Init<WireMessage> {
  return {
    id: said.seq,
    threadId: theThread,
    channelId: theChannel,
    authorId: said.memberId,
    postedAtMs: said.atMs,
    kind: 1,
    body: said.body,
    version: 1,
  };
}
