// A real server on a port that the kernel chose, with a data folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ramured, webDist } from './paths';

const startTimeoutMs = 20_000;

export class Server {
  readonly folder = mkdtempSync(join(tmpdir(), 'ramure-browser-'));
  readonly data = join(this.folder, 'data');
  port = 0;
  private process: ChildProcess | undefined;

  constructor(private readonly flags: string[] = []) {}

  /** With a copy of the demo community. */
  static async withDemo(flags: string[] = []): Promise<Server> {
    const server = new Server(flags);
    cpSync(join(template(), 'data'), server.data, { recursive: true });
    await server.start();
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when it listens: on the port that it had before, if it ran before. */
  async start(): Promise<void> {
    const child = spawn(ramured, ['serve', '--data', this.data, '--web-root', webDist,
                                  '--listen', `127.0.0.1:${this.port}`, ...this.flags], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.process = child;
    let said = '';
    child.stderr.on('data', (bytes) => (said += String(bytes)));
    this.port = await new Promise<number>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`the server ${why}:\n${said}`));
      const timer = setTimeout(() => fail('did not listen in time'), startTimeoutMs);
      child.once('exit', (code) => fail(`ended with ${code}`));
      child.stdout.on('data', (bytes) => {
        said += String(bytes);
        const port = /listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
        if (port === undefined) return;
        clearTimeout(timer);
        resolve(Number(port));
      });
    });
  }

  /** kill -9 */
  async kill(): Promise<void> {
    const child = this.process;
    this.process = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Of a person of the demo, by the name that they sign in with (p01 to p24, f01 to f03, o01 to o02). */
export function passwordOf(name: string): string {
  const lines = readFileSync(join(template(), 'sign-ins.tsv'), 'utf8').split('\n');
  const password = lines.map((line) => line.split('\t')).find(([who]) => who === name)?.[1];
  if (password === undefined) throw new Error(`nobody in the demo signs in as ${name}`);
  return password;
}

function template(): string {
  const folder = process.env['RAMURE_DEMO_TEMPLATE'];
  if (folder === undefined) throw new Error('the demo was not made');
  return folder;
}
