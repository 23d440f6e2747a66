// A server, a few tabs of a few people, and a network that does what the dice say: it delays, it cuts what is on its
// way, it lets a connection die without a word; servers restart, pages are reloaded.
import 'fake-indexeddb/auto';
import { Session } from '../client/session';
import { openDatabase, type Database } from '../keep/database';
import type { OutboxRow } from '../keep/outbox_row';
import type { Dice } from './dice';
import { FakeClock, settle } from './fake_clock';
import { FakeLocks } from './fake_locks';
import { FakeNetwork } from './fake_network';
import { FakeServer, theThread } from './fake_server';

export class Tab {
  session!: Session;
  unsent: readonly OutboxRow[] = [];
  owner = '';
  isClosed = false;

  constructor(readonly memberId: number) {}
}

export class World {
  readonly clock = new FakeClock();
  readonly server = new FakeServer(() => this.clock.now());
  readonly network: FakeNetwork;
  readonly locks = new FakeLocks();
  tabs: Tab[] = [];
  /** What was sent, and whether it was said to be accepted: body → seq, 0 while nobody has said so. */
  readonly sent = new Map<string, number>();
  readonly refused = new Set<string>();
  /** Accepted after the backup that the server was restored from: gone, and nobody will send it again. */
  readonly lost = new Set<string>();
  database: Database | undefined;
  private lastBody = 0;

  constructor(
    private readonly name: string,
    readonly dice: Dice,
  ) {
    this.network = new FakeNetwork(this.server, this.clock, dice);
  }

  async begin(members: readonly number[]): Promise<void> {
    this.database = await openDatabase(this.name);
    for (const memberId of members) await this.openTab(memberId);
  }

  async end(): Promise<void> {
    for (const tab of this.tabs) tab.session.stop();
    await settle();
    this.database?.close();
  }

  async openTab(memberId: number): Promise<Tab> {
    const tab = new Tab(memberId);
    tab.session = new Session({
      socket: this.network.socket(memberId),
      polling: this.network.polling(memberId),
      diagnose: async () => (this.server.isUp ? 'reachable' : 'unreachable'),
      database: this.database,
      locks: this.locks.forTab(tab),
      clock: this.clock,
      random: this.dice.next,
      clientName: 'test',
      community: '',
      announce: () => {
        for (const other of this.tabs) {
          if (other !== tab && other.memberId === memberId) void other.session.outbox?.open();
        }
      },
      events: {
        state: () => {},
        status: () => {},
        unsent: (rows) => (tab.unsent = rows),
        signal: () => {},
        told: () => {},
        opened: (owner) => (tab.owner = owner),
        ended: () => {},
      },
    });
    this.tabs.push(tab);
    await tab.session.start(`vallees/${memberId}`);
    return tab;
  }

  /** The page is gone from one moment to the next: nothing of it is waited for. */
  closeTab(tab: Tab): void {
    tab.isClosed = true;
    tab.session.stop();
    this.locks.closeTab(tab);
    this.tabs = this.tabs.filter((each) => each !== tab);
  }

  restore(backup: ReturnType<FakeServer['backUp']>): void {
    const kept = new Set(backup.journal.map(({ seq }) => seq));
    for (const { seq, body } of this.server.journal) if (!kept.has(seq)) this.lost.add(body);
    this.server.restore(backup);
  }

  post(tab: Tab): string {
    const body = `message ${++this.lastBody} of member ${tab.memberId}`;
    this.sent.set(body, 0);
    tab.session.send({ case: 'postMessage', value: { threadId: theThread, body } }).then(
      (accepted) => this.sent.set(body, accepted.firstSeq),
      () => this.refused.add(body),
    );
    return body;
  }

  /** Nothing is lost any more: until nothing is unsent, and for two minutes: so long a silent death may go unnoticed. */
  async rest(): Promise<void> {
    for (let calm = 0, rounds = 0; calm < 40; ++rounds) {
      if (rounds > 1_000) throw new Error('the world does not come to rest');
      this.network.moveAll();
      await settle();
      this.clock.advance(3_000);
      await settle(4);
      const waits = this.tabs.some((tab) => tab.unsent.some((row) => !row.refusal));
      calm = waits ? 0 : calm + 1;
    }
  }
}
