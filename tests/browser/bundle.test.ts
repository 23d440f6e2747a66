// What a first visit costs: the JavaScript that is transferred before a page is there, for every address that one may open
// first, compressed as the server sends it (brotli). What a browser or a proxy gets that takes gzip only is told beside it.
import { get } from 'node:http';

import type { Browser, Page } from '@playwright/test';

import { tell, threadId } from './support/community';
import { settle } from './support/screens';
import { expect, test } from './support/test';
import { addressOf, beginRoadmap, field } from './support/writing';
import { fr } from '../../client-web/src/text/fr';
import { en } from '../../client-web/src/text/en';

const bytesMax = 150_000;
const roadmapBytesMax = 260_000; // with CodeMirror

/** A browser that was never here but for its cookie: nothing in its cache, and no service worker that fetches ahead. */
async function firstVisit(browser: Browser, origin: string, from: Page | undefined, locale = 'fr-FR'): Promise<Page> {
  const cookies = from ? await from.context().cookies() : [];
  const context = await browser.newContext({ baseURL: origin, locale, serviceWorkers: 'block' });
  await context.addCookies(cookies);
  return context.newPage();
}

async function scriptsOf(page: Page): Promise<{ url: string; bytes: number }[]> {
  return page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
      .map(({ name, encodedBodySize }) => ({ url: name, bytes: encodedBodySize })),
  );
}

/** The same for whoever takes gzip only; what is too small to be compressed counts as it is. */
function gzipBytes(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'Accept-Encoding': 'gzip' } }, (response) => {
      let bytes = 0;
      response.on('data', (part: Buffer) => (bytes += part.length));
      response.on('end', () => resolve(bytes));
    }).on('error', reject);
  });
}

test('the JavaScript of a first visit fits into 150 kB, whatever is opened first', async ({ enter, server, browser }) => {
  test.setTimeout(240_000);
  const florence = await enter('f01');
  await tell(florence, { editWord: { text: 'Bonjour. **Trois dates** :\n\n- le 3 ;\n- le 10 ;\n- le 17.\n\n| Qui | Quand |\n| --- | --- |\n| Ana | lundi |', version: 1 } });
  const thread = await threadId(florence, 'La Criée');
  const obstacle = await threadId(florence, 'Co-construire quand');

  const visits = [
    { address: '/connexion', from: undefined, locale: 'fr-FR' },
    { address: '/invitation#nulle-part', from: undefined, locale: 'fr-FR' },
    ...['/', `/fil/${thread}`, `/fil/${obstacle}`, '/carte', '/recherche?q=financement', '/echanges/freins', '/territoire', '/reseau', '/compte', '/animation/membres'].map(
      (address) => ({ address, from: florence, locale: 'fr-FR' }),
    ),
    ...[thread, obstacle].map((id) => ({ address: `/fil/${id}`, from: florence, locale: 'en-GB' })),
  ];
  for (const { address, from, locale } of visits) {
    const page = await firstVisit(browser, server.origin, from, locale);
    await page.goto(address);
    await settle(page, locale === 'fr-FR' ? fr : en);
    if (address === '/') await expect(page.getByRole('table')).toBeVisible(); // the word is there, as Markdown
    const scripts = await scriptsOf(page);
    const sent = scripts.reduce((sum, { bytes }) => sum + bytes, 0);
    const gzipped = (await Promise.all(scripts.map(({ url }) => gzipBytes(url)))).reduce((sum, bytes) => sum + bytes, 0);
    test.info().annotations.push({ type: `${address.replace(/\d+/, ':id')} ${locale}`, description: `${scripts.length} files, ${sent} bytes as sent, ${gzipped} with gzip` });
    expect.soft(sent, `${address} as sent`).toBeGreaterThan(30_000); // it was measured
    expect.soft(sent, `${address} as sent`).toBeLessThanOrEqual(bytesMax);
    await page.context().close();
  }
});

test('the text of a roadmap comes with its page: the editor is the most that any page loads', async ({ enter, server, browser }) => {
  const nadia = await enter('p01');
  const page = await firstVisit(browser, server.origin, nadia);
  await page.goto(addressOf(await beginRoadmap(nadia)));
  await expect(field(page)).toBeVisible();
  const bytes = (await scriptsOf(page)).reduce((sum, script) => sum + script.bytes, 0);
  test.info().annotations.push({ type: '/feuille-de-route/:id', description: `${bytes} bytes as sent` });
  expect(bytes).toBeGreaterThan(bytesMax); // it was measured
  expect(bytes).toBeLessThanOrEqual(roadmapBytesMax);
  await page.context().close();
});

test('the editor is loaded where one begins to write', async ({ enter, server, browser }) => {
  const nadia = await enter('p01');
  const page = await firstVisit(browser, server.origin, nadia);
  await page.goto(`/fil/${await threadId(nadia, 'La Criée')}`);
  await settle(page);
  const before = (await scriptsOf(page)).map(({ url }) => url);
  await page.getByRole('button', { name: fr.compose.open }).click();
  await expect(page.getByRole('textbox', { name: fr.compose.label })).toBeFocused();
  const added = (await scriptsOf(page)).filter(({ url }) => !before.includes(url));
  expect(added.map(({ url }) => url)).not.toEqual([]);
  const bytes = added.reduce((sum, script) => sum + script.bytes, 0);
  test.info().annotations.push({ type: 'the editor', description: `${added.length} files, ${bytes} bytes as sent` });
  await page.context().close();
});

test('every file that the service worker keeps is there: it is installed with all of them or not at all', async ({ server }) => {
  const worker = await (await fetch(`${server.origin}/sw.js`)).text();
  const names = [...new Set([...worker.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, name]) => name!))];
  expect(names.length).toBeGreaterThan(100);
  const answers = await Promise.all(names.map(async (name) => [name, (await fetch(server.origin + name, { method: 'HEAD' })).status] as const));
  expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
});
