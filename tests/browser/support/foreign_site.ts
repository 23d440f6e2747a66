// A page of somebody else: another origin (a port of its own), and another site when it is called by `localhost`.
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export class ForeignSite {
  /** What browsers have told it: paths that were asked for. */
  readonly told: string[] = [];
  private readonly pages = new Map<string, string>();

  private constructor(private readonly http: HttpServer) {}

  static async open(): Promise<ForeignSite> {
    const http = createServer();
    const site = new ForeignSite(http);
    http.on('request', (incoming, outgoing) => {
      site.told.push(incoming.url ?? '');
      outgoing.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      outgoing.end(site.pages.get(incoming.url ?? '') ?? '<!doctype html><title>Ailleurs</title>');
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return site;
  }

  private get port(): number {
    return (this.http.address() as AddressInfo).port;
  }

  /** Another site than 127.0.0.1: no cookie that is SameSite goes along. */
  get crossSite(): string {
    return `http://localhost:${this.port}`;
  }

  /** The same site, another origin: cookies go along, and the server has to look. */
  get sameSite(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  put(path: string, html: string): void {
    this.pages.set(path, html);
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }
}
