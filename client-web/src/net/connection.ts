// The connection to the server, kept up: Hello with the cursor of the state, resuming, backing off, looking whether the
// other side is still there, and taking the other way where sockets are blocked.
//
//   const connection = new Connection({ socket, polling, diagnose, hello, clock, random, events });
//   connection.start();
//   await connection.requests.request({ case: 'query', value: … });
//
// Promises:
// 1. Frames are handed on in order, each once, of one transport at a time; a Welcome comes first.
// 2. `hello()` is asked for anew at every attempt, so that nothing is asked for twice.
// 3. After stop() nothing is handed on any more.
import { RefusalCode, type HelloInit, type Refusal, type ServerFrame, type SignalInit } from '../protocol/messages';
import { featureLevel } from '../protocol/wire';
import { Requests } from './requests';
import { backoffMs, type Clock, type ServerClock } from './time';
import { closeCodes, type Closed, type OpenTransport, type Transport } from './transport';

export type ConnectionKind = 'live' | 'polling' | 'connecting' | 'offline';
export type Diagnosis = 'signed-out' | 'reachable' | 'unreachable';

export interface ConnectionOptions {
  readonly socket: OpenTransport;
  readonly polling: OpenTransport;
  /** Whether the server answers over plain HTTP, and knows who we are. */
  readonly diagnose: () => Promise<Diagnosis>;
  readonly hello: () => HelloInit;
  readonly clock: Clock;
  readonly serverClock: ServerClock;
  readonly random: () => number;
  readonly events: ConnectionEvents;
}

export interface ConnectionEvents {
  frame(frame: ServerFrame): void;
  /** Something was heard: what was sent before has arrived. */
  alive(): void;
  kind(kind: ConnectionKind): void;
  /** The server wants a sign-in, or does not know the member any more. The connection has stopped. */
  refused(why: 'signed-out' | Refusal): void;
  /** The connection broke; code of its closing. */
  lost(code: number): void;
}

export const heartbeatMs = 25_000; // silence after which we ask whether the other side is there
export const answerMs = 10_000; // how long it may take to say so; also for the Welcome
const pollingTrustMs = 30 * 60_000; // after this long without sockets they are tried again

type Stage = 'stopped' | 'waiting' | 'opening' | 'greeting' | 'open';

export class Connection {
  readonly requests = new Requests();
  private stage: Stage = 'stopped';
  private kind: ConnectionKind | undefined;
  private transport: Transport | undefined;
  private attempt = 0; // tells the events of this transport from those of the ones before
  private failures = 0;
  private socketFailures = 0; // in a row, while the server answered over HTTP
  private pollingUntilMs = 0;
  private isPolling = false;
  private level = featureLevel;
  private helloId = 0;
  private helloSentMs = 0;
  private comeBackMs = 0;
  private cancelTimer = () => {};
  private cancelHeartbeat = () => {};

  constructor(private readonly options: ConnectionOptions) {}

  start(): void {
    if (this.stage !== 'stopped') return;
    this.failures = 0;
    this.kind = undefined;
    this.connect();
  }

  stop(): void {
    this.end();
    this.stage = 'stopped';
    this.be('offline');
  }

  /** The network is back, or the page is looked at again: do not wait, and make sure that the other side is there. */
  poke(): void {
    if (this.stage === 'waiting') this.connect();
    else if (this.stage === 'open') this.ask(answerMs / 2);
  }

  get isOpen(): boolean {
    return this.stage === 'open';
  }

  /** Lost when there is no connection: signals are. */
  signal(signal: SignalInit): void {
    if (this.stage === 'open') this.transport?.send({ body: { case: 'signal', value: signal } });
  }

  private connect(): void {
    this.end();
    this.stage = 'opening';
    this.be('connecting');
    const { clock } = this.options;
    this.isPolling = clock.now() < this.pollingUntilMs;
    const attempt = ++this.attempt;
    const current = <Args extends unknown[]>(call: (...args: Args) => void) => (...args: Args) => {
      if (attempt === this.attempt) call(...args);
    };
    this.cancelTimer = clock.after(answerMs, () => this.fail({ code: closeCodes.broken, reason: 'no answer' }));
    this.transport = (this.isPolling ? this.options.polling : this.options.socket)({
      opened: current(() => this.sayHello()),
      frame: current((frame: ServerFrame) => this.take(frame)),
      alive: current(() => this.hear()),
      closed: current((why: Closed) => this.fail(why)),
    });
  }

  private sayHello(): void {
    this.stage = 'greeting';
    this.helloSentMs = this.options.clock.now();
    this.helloId = this.requests.nextId();
    const hello = { ...this.options.hello(), featureLevel: this.level };
    this.transport?.send({ requestId: this.helloId, body: { case: 'hello', value: hello } });
  }

  private take(frame: ServerFrame): void {
    if (this.stage === 'greeting') {
      const refused = frame.replies.find((reply) => reply.requestId === this.helloId)?.body;
      if (refused?.case === 'refusal') return this.onHelloRefused(refused.value);
      if (!frame.welcome) return;
      this.onWelcome(frame.welcome.serverTimeMs);
    }
    const { events } = this.options;
    events.frame(frame);
    if (this.stage !== 'open') return; // stopped by what was in it
    for (const reply of frame.replies) this.requests.take(reply);
    for (const signal of frame.signals) {
      if (signal.body.case === 'clockSync') this.synchronise(signal.body.value.clientMs, signal.body.value.serverMs);
      if (signal.body.case === 'goingAway') this.goAway(signal.body.value.retryAfterMs);
    }
    this.hear();
  }

  private onWelcome(serverTimeMs: number): void {
    this.stage = 'open';
    this.failures = 0;
    this.socketFailures = 0;
    this.comeBackMs = this.options.random() * 300; // not all at once, when it breaks
    this.cancelTimer();
    const nowMs = this.options.clock.now();
    this.options.serverClock.forget();
    this.synchronise(this.helloSentMs, serverTimeMs, nowMs);
    this.requests.open((frame) => this.transport?.send(frame));
    this.be(this.isPolling ? 'polling' : 'live');
    this.ask();
  }

  private onHelloRefused(refusal: Refusal): void {
    const theirs = Number(refusal.data['feature_level']);
    if (refusal.code === RefusalCode.UNSUPPORTED_VERSION && theirs >= 1 && theirs < this.level) {
      this.level = theirs; // the server is older: what it does not know it will refuse, one thing at a time
      return this.sayHello();
    }
    if (refusal.retryable) return this.fail({ code: closeCodes.broken, reason: refusal.message });
    this.stop();
    this.options.events.refused(refusal.code === RefusalCode.UNAUTHENTICATED ? 'signed-out' : refusal);
  }

  /** Asks the other side for a sign of life; without one the connection is given up. */
  private ask(withinMs = answerMs): void {
    this.cancelHeartbeat();
    if (this.isPolling) return; // each answer is one
    this.signal({ body: { case: 'clockSync', value: { clientMs: this.options.clock.now() } } });
    this.cancelHeartbeat = this.options.clock.after(withinMs, () => {
      this.fail({ code: closeCodes.broken, reason: 'silence' });
    });
  }

  private hear(): void {
    if (this.stage !== 'open') return;
    this.options.events.alive();
    this.cancelHeartbeat();
    if (!this.isPolling) this.cancelHeartbeat = this.options.clock.after(heartbeatMs, () => this.ask());
    else if (this.options.clock.now() > this.pollingUntilMs) this.connect();
  }

  private synchronise(sentMs: number, serverMs: number, receivedMs = this.options.clock.now()): void {
    this.options.serverClock.sample(sentMs, serverMs, receivedMs);
  }

  /** The server is about to close. What it has read it still answers; we come back when it says. */
  private goAway(retryAfterMs: number): void {
    this.comeBackMs = retryAfterMs + this.options.random() * 1000;
    this.cancelTimer = this.options.clock.after(answerMs, () => this.fail({ code: closeCodes.restart, reason: '' }));
  }

  private retryAfter(ms: number): void {
    this.cancelTimer = this.options.clock.after(ms, () => this.connect());
  }

  private fail(why: Closed): void {
    const wasOpen = this.stage === 'open';
    this.end();
    this.stage = 'waiting';
    this.options.events.lost(why.code);
    if (this.stage !== 'waiting') return; // stopped
    this.be('connecting');
    if (wasOpen && why.code !== closeCodes.policy) return this.retryAfter(this.comeBackMs);
    this.failures += 1;
    void this.findOut(this.attempt);
  }

  /** A browser does not say why a socket was refused, so we ask over HTTP. */
  private async findOut(attempt: number): Promise<void> {
    const diagnosis = await this.options.diagnose().catch((): Diagnosis => 'unreachable');
    if (attempt !== this.attempt || this.stage !== 'waiting') return;
    if (diagnosis === 'signed-out') {
      this.stop();
      return this.options.events.refused('signed-out');
    }
    if (diagnosis === 'unreachable') this.be('offline');
    if (diagnosis === 'reachable') this.considerPolling();
    const isFirstSign = diagnosis === 'reachable' && this.failures <= 2;
    this.cancelTimer = this.options.clock.after(isFirstSign ? 0 : backoffMs(this.failures, this.options.random), () => this.connect());
  }

  /** The server is there, and its socket cannot be opened, twice: something in between refuses sockets. */
  private considerPolling(): void {
    if (this.isPolling) {
      this.pollingUntilMs = 0;
      this.socketFailures = 0;
    } else if (++this.socketFailures >= 2) {
      this.pollingUntilMs = this.options.clock.now() + pollingTrustMs;
    }
  }

  /** Who is offline stays so until there is a connection again: attempts are nobody's business. */
  private be(kind: ConnectionKind): void {
    if (kind === this.kind || (kind === 'connecting' && this.kind === 'offline')) return;
    this.kind = kind;
    this.options.events.kind(kind);
  }

  private end(): void {
    this.cancelTimer();
    this.cancelHeartbeat();
    this.attempt += 1;
    const { transport } = this;
    this.transport = undefined;
    transport?.close();
    this.requests.close();
  }
}
