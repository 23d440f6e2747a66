// The network between one browser and the server, which a test can pull: a port of its own that hands on bytes.
import { connect, createServer, type AddressInfo, type Server as NetServer, type Socket } from 'node:net';

/**
 * joined: bytes pass. cut: connections break, new ones are refused. deaf: what the browser sends arrives, what the server
 * answers is lost. silent: nothing arrives anywhere, and nobody is told.
 */
export type Condition = 'joined' | 'cut' | 'deaf' | 'silent';

export class Cable {
  private condition: Condition = 'joined';
  private readonly pairs = new Set<readonly [Socket, Socket]>();

  private constructor(
    private readonly net: NetServer,
    private readonly serverPort: () => number,
  ) {}

  static async lay(server: { port: number }): Promise<Cable> {
    const net = createServer();
    const cable = new Cable(net, () => server.port);
    net.on('connection', (near) => cable.carry(near));
    await new Promise<void>((resolve) => net.listen(0, '127.0.0.1', resolve));
    return cable;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.net.address() as AddressInfo).port}`;
  }

  /** Connections that were there while bytes were lost are broken when they would pass again: nothing is half heard. */
  be(condition: Condition): void {
    const wasWhole = this.condition === 'joined';
    this.condition = condition;
    if (condition === 'cut' || (condition === 'joined' && !wasWhole)) this.breakAll();
  }

  async end(): Promise<void> {
    this.be('cut');
    await new Promise((resolve) => this.net.close(resolve));
  }

  private breakAll(): void {
    for (const [near, far] of this.pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
    this.pairs.clear();
  }

  private carry(near: Socket): void {
    if (this.condition === 'cut') {
      near.on('error', () => {});
      near.resetAndDestroy();
      return;
    }
    const far = connect(this.serverPort(), '127.0.0.1');
    const pair = [near, far] as const;
    this.pairs.add(pair);
    near.on('data', (bytes) => {
      if (this.condition === 'joined' || this.condition === 'deaf') far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (this.condition === 'joined') near.write(bytes);
    });
    const over = () => {
      this.pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) {
      socket.on('error', over);
      socket.on('close', over);
    }
  }
}
