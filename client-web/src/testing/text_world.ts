// A text, a server that can be killed, and a few tabs of a few people, over connections that break: what is on its way is
// lost with them. Tabs are closed without a word, opened again, and take up what their device has.
import { EditorState } from '@codemirror/state';
import type { TextCopy } from '../keep/text_store';
import type { RequestBody } from '../net/requests';
import { Offline } from '../net/errors';
import type { Reply, TextDelivery, TextOpened } from '../protocol/messages';
import { PlainHost } from '../writing/collab_text';
import { inputRules } from '../writing/input_rules';
import { toWire } from '../writing/changes';
import { OpenText } from '../writing/open_text';
import type { Dice } from './dice';
import { FakeClock, settle } from './fake_clock';
import { FakeLocks } from './fake_locks';
import { TextAuthority } from './text_authority';
import { Disk } from './text_disk';

export const theRoadmap = 12;

interface Down {
  readonly deliveries: readonly TextDelivery[];
  readonly reply?: { readonly id: number; readonly reply: Reply };
}

/** One tab of one person. */
export class TextTab {
  isOpen = false; // its connection
  isBroken = false; // cannot be made for the time being
  isClosed = false;
  isLost = false;
  copies: TextCopy[] = [];
  loose: TextCopy[] = []; // those that its disk refused
  toServer: { readonly id: number; readonly body: RequestBody }[] = [];
  toClient: Down[] = [];
  given = -1; // through which version the connection was told; −1: the text is not open there
  readonly host = new PlainHost([inputRules(() => {}), EditorState.allowMultipleSelections.of(true)]);
  open!: OpenText;
  private waiting = new Map<number, { resolve: (reply: Reply) => void; reject: (error: Error) => void }>();
  private lastId = 0;

  constructor(
    readonly memberId: number,
    readonly disk: Disk,
  ) {}

  get text(): string {
    return this.open.text.text;
  }

  request(body: RequestBody): Promise<Reply> {
    if (!this.isOpen) return Promise.reject(new Offline('not connected'));
    const id = ++this.lastId;
    this.toServer.push({ id, body });
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  hear({ deliveries, reply }: Down): void {
    if (deliveries.length > 0) this.open.changed(deliveries);
    if (!reply) return;
    this.waiting.get(reply.id)?.resolve(reply.reply);
    this.waiting.delete(reply.id);
  }

  connect(): void {
    if (this.isOpen || this.isClosed) return;
    this.isOpen = true;
    this.open.connected(true);
  }

  cut(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.given = -1;
    this.toServer = [];
    this.toClient = [];
    for (const { reject } of this.waiting.values()) reject(new Offline('the connection broke'));
    this.waiting.clear();
    this.open.connected(false);
  }

  /** Writes as a person does: with what an editor lets through. */
  write(from: number, to: number, insert: string): string {
    const transaction = this.host.state.update({ changes: { from, to, insert } });
    this.host.apply([transaction]);
    if (!transaction.docChanged) return '';
    const change = toWire(transaction.changes);
    this.open.wrote(change);
    return change.inserted;
  }
}

export class TextWorld {
  readonly clock = new FakeClock();
  readonly authority = new TextAuthority();
  readonly locks = new FakeLocks();
  tabs: TextTab[] = [];
  copies: TextCopy[] = [];

  constructor(readonly dice: Dice) {}

  async openTab(memberId: number, disk: Disk): Promise<TextTab> {
    const tab = new TextTab(memberId, disk);
    const place = {
      owner: `vallees/${memberId}`,
      memberId,
      port: {
        get isOpen() {
          return tab.isOpen;
        },
        request: (body: RequestBody) => tab.request(body),
      },
      store: disk.forTab(tab),
      locks: this.locks.forTab(tab),
      clock: this.clock,
      random: this.dice.next,
    };
    tab.open = new OpenText(place, theRoadmap, tab.host, {
      changed: () => {},
      copied: (copy, isKept) => {
        if (!isKept) tab.loose.push(copy);
        tab.copies.push(copy);
        this.copies.push(copy);
      },
      forbidden: () => {},
      lost: () => (tab.isLost = true),
    });
    await tab.open.prepare();
    this.tabs.push(tab);
    tab.open.start();
    return tab;
  }

  /** From one moment to the next: what was not on disk is not. */
  closeTab(tab: TextTab): void {
    tab.disk.crash(tab);
    tab.isClosed = true;
    tab.cut();
    void tab.open.stop();
    this.locks.closeTab(tab);
    this.tabs = this.tabs.filter((each) => each !== tab);
  }

  restartServer(): void {
    for (const tab of this.tabs) tab.cut();
  }

  /** One thing on one connection. */
  move(tab: TextTab): void {
    const kind = this.dice.below(3);
    if (kind === 0) this.serve(tab);
    else if (kind === 1) this.tell(tab);
    else {
      const down = tab.toClient.shift();
      if (down) tab.hear(down);
    }
  }

  serve(tab: TextTab): void {
    const asked = tab.toServer.shift();
    if (!asked || !tab.isOpen) return;
    const reply = (body: Reply['body']): void => {
      tab.toClient.push({ deliveries: [], reply: { id: asked.id, reply: { requestId: asked.id, asOfSeq: 1, body } } });
    };
    const { case: kind, value } = asked.body as { case: string; value: never };
    if (kind === 'openText') return reply({ case: 'textOpened', value: this.openFor(tab, value) });
    if (kind === 'closeText') {
      tab.given = -1;
      return reply({ case: 'accepted', value: { firstSeq: 0, lastSeq: 0, repeated: false, privateRevision: 0, text: undefined } });
    }
    const { epoch, push } = (value as { body: { value: { epoch: string; push: never } } }).body.value;
    const verdict = this.authority.push(tab.memberId, epoch, push);
    if ('taken' in verdict) {
      return reply({ case: 'accepted', value: { firstSeq: 0, lastSeq: 0, repeated: false, privateRevision: 0, text: verdict } });
    }
    const data = { cause: verdict.cause, version: String(verdict.version) };
    reply({ case: 'refusal', value: { code: verdict.code, field: '', message: verdict.cause, data, retryable: false } });
  }

  private openFor(tab: TextTab, asked: { fromVersion: number; epoch: string }): TextOpened {
    const { authority } = this;
    const { fromVersion, epoch } = asked;
    const goesOn = epoch === authority.epoch && fromVersion > 0 && fromVersion <= authority.head && authority.head - fromVersion <= authority.deliveredMax;
    tab.given = goesOn ? fromVersion : authority.head;
    const text = goesOn ? '' : authority.text;
    return { roadmapId: theRoadmap, epoch: authority.epoch, version: tab.given, hasText: !goesOn, text, anchors: [] };
  }

  private tell(tab: TextTab): void {
    if (tab.given < 0 || tab.given >= this.authority.head) return;
    const many = 1 + this.dice.below(4);
    const deliveries: TextDelivery[] = [];
    for (; deliveries.length < many && tab.given < this.authority.head; ) {
      deliveries.push({ roadmapId: theRoadmap, entry: this.authority.entry(++tab.given) });
    }
    tab.toClient.push({ deliveries });
  }

  /** Nothing breaks any more: until everybody has everything. */
  async rest(): Promise<void> {
    for (let calm = 0, rounds = 0; calm < 3; rounds += 1) {
      if (rounds > 400) throw new Error('the texts do not come to rest');
      for (const tab of this.tabs) {
        tab.isBroken = false;
        tab.host.isComposing = false;
        tab.connect();
        for (let i = 0; i < 60; i += 1) this.move(tab);
      }
      await settle(2);
      this.clock.advance(1_000);
      await settle(2);
      const waits = this.tabs.some(({ open, isLost }) => !isLost && (!open.sync.isOpen || open.unsentCount > 0 || open.text.version < this.authority.head));
      calm = waits ? 0 : calm + 1;
    }
  }
}
