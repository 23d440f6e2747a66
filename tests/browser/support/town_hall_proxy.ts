// What stands between some desks and the internet: everything passes but WebSockets.
import { createServer, request, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** refuses: 403 at once. strips: takes the headers out and asks the server for a plain page. swallows: never answers. */
export type Manner = 'refuses' | 'strips' | 'swallows';

export class TownHallProxy {
  /** Requests for a socket that came this far. */
  upgrades = 0;
  polls = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly http: HttpServer,
    private readonly targetPort: number,
    private readonly manner: Manner,
  ) {}

  static async start(targetPort: number, manner: Manner): Promise<TownHallProxy> {
    const http = createServer();
    const proxy = new TownHallProxy(http, targetPort, manner);
    http.on('request', (incoming, outgoing) => proxy.forward(incoming, outgoing, incoming.headers));
    http.on('upgrade', (incoming, socket) => proxy.onUpgrade(incoming, socket as Socket));
    http.on('connection', (socket) => {
      proxy.sockets.add(socket);
      socket.on('close', () => proxy.sockets.delete(socket));
      socket.on('error', () => {});
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  async end(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private forward(incoming: IncomingMessage, outgoing: ServerResponse, headers: IncomingMessage['headers']): void {
    if (incoming.url === '/api/poll') this.polls += 1;
    const asked = request({ host: '127.0.0.1', port: this.targetPort, method: incoming.method, path: incoming.url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      answer.on('error', () => outgoing.destroy());
    });
    asked.on('error', () => {
      if (!outgoing.headersSent) outgoing.writeHead(502, { 'Content-Type': 'text/html' });
      outgoing.end('<h1>502</h1>');
    });
    outgoing.on('close', () => asked.destroy());
    incoming.pipe(asked);
  }

  private onUpgrade(incoming: IncomingMessage, socket: Socket): void {
    this.upgrades += 1;
    if (this.manner === 'swallows') return;
    if (this.manner === 'refuses') {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: 25\r\nConnection: close\r\n\r\n<h1>Filtrage du web.</h1>');
      return;
    }
    const { upgrade: _upgrade, connection: _connection, ...headers } = incoming.headers;
    const asked = request({ host: '127.0.0.1', port: this.targetPort, path: incoming.url, headers }, (answer) => {
      socket.write(`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\nConnection: close\r\n\r\n`);
      answer.pipe(socket);
    });
    asked.on('error', () => socket.destroy());
    asked.end();
  }
}
