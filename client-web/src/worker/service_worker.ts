// Keeps the page itself in the browser, so that it opens at once and without a network; what it shows lies in its
// database (keep/cache.ts). Nothing of any person is kept here: only the files of one build, under the name of that
// build. A newer build is fetched beside it, and takes over when the page is opened anew and no other tab is open.
//
// vite.config.ts writes the list of files in: those of a first visit, and all others.
import { isPage, isPart } from './routes';

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope {
  readonly location: Location;
  readonly clients: { matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly unknown[]>; claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(name: 'message', listener: (event: Waiting & MessageEvent) => void): void;
  addEventListener(name: 'fetch', listener: (event: Fetching) => void): void;
}

const worker = globalThis as unknown as Scope;
const { build, first, rest } = JSON.parse('__RAMURE_FILES__') as { build: string; first: string[]; rest: string[] };
const cacheName = `ramure ${build}`;

async function keepFirst(): Promise<void> {
  await (await caches.open(cacheName)).addAll(['/', ...first]);
}

async function keepRest(): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const file of rest) {
    if (!(await cache.match(file))) await cache.add(file);
  }
}

async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('ramure ') && name !== cacheName).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function takeOver(): Promise<void> {
  const tabs = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (tabs.length <= 1) await worker.skipWaiting(); // another tab may yet want files of its own build
}

async function answer(request: Request, file: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(file);
  if (kept) return kept;
  const fetched = await fetch(request);
  if (fetched.ok && isPart(file)) await cache.put(file, fetched.clone());
  return fetched;
}

worker.addEventListener('install', (event) => event.waitUntil(keepFirst()));
worker.addEventListener('activate', (event) => event.waitUntil(dropOthers()));
worker.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(takeOver());
  if (event.data === 'keep the rest') event.waitUntil(keepRest().catch(() => {})); // the network is gone: next time
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (isPart(pathname)) event.respondWith(answer(request, pathname));
  else if (request.mode === 'navigate' && isPage(pathname)) event.respondWith(answer(request, '/'));
});
