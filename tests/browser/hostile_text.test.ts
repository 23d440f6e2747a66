// Scripts, markup, addresses and signs with which others have broken pages, in every field and every place that shows it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, type Locator, type Page } from '@playwright/test';

import { hostileBodies, makeHostile } from './support/hostile_community';
import { isUpToDate, shownIds, write } from './support/talk';
import { passFirstVisit, signIn, test } from './support/test';
import { Trap } from './support/trap';

test.setTimeout(300_000);

test('nothing that somebody wrote does anything, wherever it is shown', async ({ enter, server }) => {
  expect(hostileBodies.length).toBeGreaterThanOrEqual(80);
  const made = await makeHostile(server);
  const page = await enter('p03');
  const trap = await Trap.set(page.context(), [server.origin]);
  const places = [
    '/', '/echanges', '/echanges/pleniere', '/echanges/freins', '/echanges/fils', '/carte', '/territoire', '/reseau', '/compte',
    `/reseau/territoire/${made.territoryId}`, `/fil/${made.obstacleId}`, `/fil/${made.filesThreadId}`,
    '/recherche?q=alert', '/recherche?q=script', `/recherche?q=${encodeURIComponent('<img src=x onerror=alert(1)>')}`,
    ...made.personIds.map((id) => `/reseau/personne/${id}`),
    ...made.titledThreadIds.filter((_, i) => i % 4 === 0).map((id) => `/fil/${id}`),
  ];
  for (const place of places) {
    await visit(page, place);
    await trap.holds(page, place);
  }

  await visit(page, `/fil/${made.bodiesThreadId}?m=${made.bodiesThreadId + 1}`);
  for (let i = 0; (await shownIds(page)).length < made.bodies; i += 1) {
    expect(i, 'all messages come into the page').toBeLessThan(40);
    await page.mouse.wheel(0, 5_000);
    await page.waitForFunction((before) => document.querySelectorAll('[data-message]').length > before, (await shownIds(page)).length, { timeout: 2_000 }).catch(() => {});
  }
  await trap.holds(page, 'all bodies');
  const literal = page.getByRole('article').filter({ hasText: '<script>alert(1)</script>' });
  expect(await literal.count(), 'what was written is read as it was written').toBeGreaterThan(10);
  await page.getByRole('button', { name: 'Qui lit ici ?' }).click();
  await expect(page.getByRole('dialog')).toContainText('personnes lisent ici');
  await trap.holds(page, '« Qui lit ici ? »');
  test.info().annotations.push({ type: 'vectors', description: `${made.bodies} bodies, ${made.titledThreadIds.length} titles, in ${places.length + 2} places` });
});

test('nor while one writes: a look at the result, suggestions, a draft, what is pasted', async ({ browser, server }) => {
  const made = await makeHostile(server);
  // Not by enter(): what is pasted is read in a document that cannot run anything, and the browser says so every time.
  const context = await browser.newContext({ baseURL: server.origin });
  const page = await context.newPage();
  await signIn(page, 'p03');
  await passFirstVisit(page);
  const trap = await Trap.set(context, [server.origin]);
  await visit(page, `/fil/${made.titledThreadIds[0]}`);
  await write(page, hostileBodies.join('\n\n').slice(0, 30_000));
  await page.getByRole('button', { name: 'Aperçu' }).click();
  await expect(page.getByRole('region', { name: 'Aperçu' })).toContainText('alert(1)');
  await trap.holds(page, 'the look at the result');

  const field = page.getByRole('textbox', { name: 'Votre message' });
  for (const sign of ['@a', '@i', '#alert', '#img']) {
    await field.fill('');
    await field.pressSequentially(sign);
    await trap.holds(page, `suggestions for ${sign}`);
  }
  await field.fill('');
  for (const text of hostileBodies) await paste(field, `<p>${text}</p><img src=x onerror=alert(1)>`);
  await expect.poll(() => field.inputValue()).not.toBe('');
  await trap.holds(page, 'what was pasted, and a look at it');
  await field.fill('');
  await paste(field, 'Voir <a href="javascript:alert(1)">ici</a>, <a href=" JAVAscript:alert(1)">là</a> et <a href="data:text/html,x">là-bas</a>.');
  await expect(field, 'the words of an address that runs').toHaveValue('Voir ici, là et là-bas.');

  await field.fill(hostileBodies.slice(0, 3).join(' '));
  await expect(page.getByText(/Brouillon gardé/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: /Reprendre votre brouillon/ })).toBeVisible();
  await trap.holds(page, 'a draft');
  await visit(page, '/compte');
  await trap.holds(page, 'drafts in the account');
  await context.close();
});

test('a thread that was exported is opened as a file: words are words there too', async ({ browser, enter, server }) => {
  const made = await makeHostile(server);
  const page = await enter('p03');
  const elsewhere = await browser.newContext(); // where the file was sent to
  const trap = await Trap.set(elsewhere, []);
  const reader = await elsewhere.newPage();
  for (const id of [made.bodiesThreadId, made.filesThreadId, made.obstacleId, ...made.titledThreadIds.slice(0, 20)]) {
    const response = await page.request.get(`/api/threads/${id}/export?community=demo&format=html`);
    expect(response.status()).toBe(200);
    expect(response.headers()['content-disposition']).toMatch(/^attachment/);
    expect(response.headers()['x-content-type-options']).toBe('nosniff');
    const file = join(server.folder, `${id}.html`);
    writeFileSync(file, await response.body());
    await reader.goto(`file://${file}`);
    expect(await reader.evaluate(() => document.querySelectorAll('script, iframe, object, embed, base, form, link').length), String(id)).toBe(0);
    expect(await reader.evaluate(whatRuns), String(id)).toEqual([]);
  }
  expect(trap.sprung.filter((what) => !what.startsWith('asked for')), 'its own policy lets it ask nobody').toEqual([]);
  await elsewhere.close();
});

test('files that are pages or pictures that run are given out to be kept, not opened', async ({ enter, server }) => {
  const made = await makeHostile(server);
  const page = await enter('p03');
  await visit(page, `/fil/${made.filesThreadId}`);
  const links = page.getByRole('list', { name: 'Pièces jointes' }).getByRole('link');
  expect(await links.count()).toBeGreaterThan(30);
  for (const address of (await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))).slice(-12)) {
    const { status, headers } = await page.evaluate(async (url) => {
      const answer = await fetch(url);
      return { status: answer.status, headers: Object.fromEntries(answer.headers) };
    }, address);
    expect(status).toBe(200);
    expect(headers['content-disposition']).toMatch(/^attachment/);
    expect(headers['content-security-policy']).toContain('sandbox');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-type']).not.toMatch(/html|svg|xml|javascript/);
  }
  for (const name of ['../../etc/passwd', 'c:\\a.exe', 'facture\u202egpj.exe', 'a\r\nSet-Cookie: b.txt']) {
    const response = await page.request.post(`/api/uploads?community=demo&name=${encodeURIComponent(name)}`, {
      headers: { Origin: server.origin, 'Content-Type': 'application/octet-stream' }, data: 'x' });
    expect(response.status(), `a file called ${JSON.stringify(name)}`).toBe(400);
  }
});

test('words without end and signs that turn the line break no page, at 1280 and at 360 pixels', async ({ enter, server }) => {
  const made = await makeHostile(server);
  for (const width of [1280, 360]) {
    const page = await enter('p03', { viewport: { width, height: 800 } });
    for (const place of ['/', '/echanges/pleniere', '/reseau', `/fil/${made.bodiesThreadId}`, `/fil/${made.obstacleId}`, `/fil/${made.filesThreadId}`, `/reseau/personne/${made.personIds[0]}`]) {
      await visit(page, place);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${place} at ${width}`).toBeLessThanOrEqual(width);
    }
  }
});

test('addresses that lie lead nowhere', async ({ enter, server }) => {
  const page = await enter('p03');
  const trap = await Trap.set(page.context(), [server.origin]);
  for (const place of ['/connexion?vers=javascript:alert(1)', '/connexion?vers=//evil.example', '/connexion?vers=/%09/evil.example', '/connexion?vers=/%5Cevil.example',
                       '/connexion?vers=https:evil.example', '/fil/<img src=x onerror=alert(1)>', '/ecrire?genre=<script>alert(1)</script>&lieu=x', '/echanges?theme=<svg onload=alert(1)>']) {
    await visit(page, place);
    expect(new URL(page.url()).origin, place).toBe(server.origin);
    await trap.holds(page, place);
  }
});

// Runs in the exported file. Pictures and files to be kept are inside it, as data of types that do not run.
function whatRuns(): string[] {
  const runs = /^(?:javascript|vbscript):|^data:(?!text\/plain|application\/octet-stream|image\/(?:png|jpeg|gif|webp))/i;
  return [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes]
    .filter(({ name, value }) => /^on/i.test(name) || (/^(?:href|src|action)$/i.test(name) && runs.test(new URL(value, location.href).href)))
    .map(({ name, value }) => `<${element.localName} ${name}="${value.slice(0, 60)}">`));
}

async function paste(field: Locator, html: string): Promise<void> {
  await field.evaluate((element, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', text);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, html);
}

async function visit(page: Page, place: string): Promise<void> {
  await page.goto(place);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('Chargement en cours')).toHaveCount(0);
  await isUpToDate(page);
}
