// What a page of somebody else can try with the browser of a member who is signed in: nothing of it changes or shows
// anything. From another site (no cookie goes along) and from another port of the same one (it does: the server looks).
import { expect, type Page } from '@playwright/test';

import { makeLongThread } from './support/many_messages';
import { ForeignSite } from './support/foreign_site';
import { passwordOf, type Server } from './support/server';
import { commandKey, type Json, Speaker } from './support/speaker';
import { isUpToDate, message, post } from './support/talk';
import { test as base } from './support/test';

interface Victim {
  page: Page;
  threadId: number;
  /** What the community and the victim's account are, as far as a forgery could change them. */
  look: () => Promise<Json>;
}

const test = base.extend<{ foreign: ForeignSite; victim: Victim }>({
  foreign: async ({}, use) => {
    const site = await ForeignSite.open();
    await use(site);
    await site.close();
  },
  victim: async ({ enter, server }, use) => {
    const speaker = await Speaker.enter(server, 'f01');
    const { threadId } = await makeLongThread(speaker, 'Un fil à protéger', 2);
    const page = await enter('p03');
    await page.goto(`/fil/${threadId}`);
    await isUpToDate(page);
    const look = async () => ({
      head: ((await speaker.ask({ catchUp: {} }))['catchUp'] as Json)['headSeq'],
      who: await page.evaluate(async () => (await (await fetch('/api/sessions', { method: 'POST' })).json()) as { sessions: unknown[] }).then(({ sessions }) => sessions.length),
      cookie: (await page.context().cookies(server.origin)).map(({ name, value }) => `${name}=${value}`),
    });
    await use({ page, threadId, look });
    speaker.leave();
  },
});

test.setTimeout(180_000);

const sites = ['crossSite', 'sameSite'] as const;
const mediaTypes = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/json', 'application/x-protobuf', 'application/octet-stream', ''];

/** Addresses that change something, with a body that would. */
function attacks(victim: Victim): { path: string; body: string }[] {
  const command = { commandKey: commandKey().toString('base64'), postMessage: { threadId: victim.threadId, body: 'Ceci est volé.' } };
  return [
    { path: '/api/command?community=demo', body: JSON.stringify(command) },
    { path: '/api/poll', body: JSON.stringify({ frames: [{ requestId: 1, hello: { featureLevel: 1, community: 'demo' } }, { requestId: 2, command }] }) },
    { path: '/api/sign-out', body: '' },
    { path: '/api/sessions/revoke', body: '{"sessionId": "1"}' },
    { path: '/api/password', body: JSON.stringify({ oldPassword: passwordOf('p03'), newPassword: 'un autre mot de passe' }) },
    { path: '/api/sign-in', body: JSON.stringify({ name: 'p11', password: passwordOf('p11'), clientName: 'x', useCookie: true }) },
    { path: '/api/uploads?community=demo&name=a.txt', body: 'volé' },
    { path: '/api/invitations/create', body: '{"community": "demo", "name": "Quelqu’un", "role": "ROLE_CATALYST"}' },
  ];
}

for (const from of sites) {
  test(`${from}: requests of every media type, beacons and sockets`, async ({ foreign, server, victim }) => {
    const before = await victim.look();
    const attacker = await openForeign(victim, foreign[from]);
    const outcomes = await attacker.evaluate(async ({ target, attempts, types }) => {
      const got: string[] = [];
      for (const { path, body } of attempts) {
        for (const type of types) {
          for (const mode of ['no-cors', 'cors'] as const) {
            const headers: Record<string, string> = type === '' ? {} : { 'Content-Type': type };
            const answer = await fetch(target + path, { method: 'POST', mode, credentials: 'include', headers, body }).catch(() => undefined);
            if (answer && answer.type !== 'opaque') got.push(`${mode} ${path} as ${type} was answered: ${answer.status}`);
          }
          navigator.sendBeacon(target + path, new Blob([body], { type }));
        }
      }
      const socketOpened = await new Promise<boolean>((resolve) => {
        const socket = new WebSocket(`${target.replace('http', 'ws')}/socket`, 'ramure.v1.json');
        socket.onopen = () => resolve(true);
        socket.onerror = () => resolve(false);
      });
      if (socketOpened) got.push('the socket opened');
      return got;
    }, { target: server.origin, attempts: attacks(victim), types: mediaTypes });
    expect(outcomes).toEqual([]);
    expect(await victim.look()).toEqual(before);
    await worksFromItsOwnPage(server, victim);
  });

  test(`${from}: forms that send themselves`, async ({ foreign, server, victim }) => {
    const before = await victim.look();
    const attacker = await openForeign(victim, foreign[from]);
    for (const { path, body } of attacks(victim)) {
      for (const enctype of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
        await attacker.goto(`${foreign[from]}/`);
        const [answer] = await Promise.all([
          attacker.waitForResponse((response) => response.url().startsWith(server.origin)),
          attacker.evaluate(({ action, text, type }) => {
            const form = Object.assign(document.createElement('form'), { method: 'post', action, enctype: type });
            // The classic: name and value, with a "=" in between, make one JSON.
            const name = text.startsWith('{') ? `${text.slice(0, -1)}, "z": "` : text;
            form.append(Object.assign(document.createElement('input'), { name, value: text.startsWith('{') ? '"}' : '' }));
            document.body.append(form);
            form.submit();
          }, { action: server.origin + path, text: body, type: enctype }),
        ]);
        expect(answer.status(), `${path} as ${enctype}`).toBeGreaterThanOrEqual(400);
        await attacker.waitForURL((url) => url.origin === server.origin);
      }
    }
    for (const path of ['/api/sign-out', '/api/command?community=demo']) {
      await attacker.goto(server.origin + path).then((answer) => expect(answer?.status()).toBeGreaterThanOrEqual(400));
    }
    expect(await victim.look()).toEqual(before);
  });

  test(`${from}: what only members may see is not shown elsewhere, and the page stands in no frame`, async ({ foreign, server, victim }) => {
    const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    await victim.page.getByRole('button', { name: /Écrire une réponse/ }).click();
    await victim.page.locator('input[type=file]').setInputFiles({ name: 'plan.png', mimeType: 'image/png', buffer: picture });
    await expect(victim.page.getByRole('list', { name: 'Pièces jointes' })).toContainText('ko');
    await post(victim.page, 'Le plan.');
    const shown = message(victim.page, 'Le plan.').getByRole('img', { name: /plan\.png/ });
    await expect(shown).toBeVisible();
    const secrets = [(await shown.getAttribute('src'))!, `/api/threads/${victim.threadId}/export?community=demo&format=html`];

    const attacker = await openForeign(victim, foreign[from]);
    const leaks = await attacker.evaluate(async ({ target, paths }) => {
      const got: string[] = [];
      const loads = (name: 'img' | 'script' | 'link' | 'embed', address: string) =>
        new Promise<boolean>((resolve) => {
          const element = document.createElement(name);
          element.onload = () => resolve(true);
          element.onerror = () => resolve(false);
          setTimeout(() => resolve(false), 3_000);
          if (element instanceof HTMLLinkElement) Object.assign(element, { rel: 'stylesheet', href: address });
          else element.src = address;
          document.body.append(element);
        });
      for (const path of paths) {
        for (const name of ['img', 'script', 'link'] as const) if (await loads(name, target + path)) got.push(`<${name}> loaded ${path}`);
        for (const mode of ['cors', 'no-cors'] as const) {
          const answer = await fetch(target + path, { mode, credentials: 'include' }).catch(() => undefined);
          if (answer) got.push(`${mode} ${path}: ${answer.type} ${answer.status}`);
        }
      }
      return got;
    }, { target: server.origin, paths: secrets });
    expect(leaks.filter((leak) => !leak.includes('opaque')), 'an opaque answer shows nothing').toEqual([]);

    const whole = new URL('/', server.origin).href;
    for (const address of [whole, `${server.origin}/fil/${victim.threadId}`, ...secrets.map((path) => server.origin + path)]) {
      await attacker.evaluate((src) => {
        document.querySelector('iframe')?.remove();
        document.body.append(Object.assign(document.createElement('iframe'), { src }));
      }, address);
      await expect.poll(() => attacker.frames().length).toBe(2);
      await expect.poll(() => attacker.frames()[1]!.url(), address).not.toBe('about:blank');
      expect(await attacker.frames()[1]!.evaluate(() => document.body.innerText).catch(() => ''), address).not.toMatch(/Ramure|fil à protéger/);
    }
    const opened = attacker.waitForEvent('popup');
    await attacker.evaluate((address) => Object.assign(window, { opened: open(address) }), whole);
    const popup = await opened;
    await isUpToDate(popup);
    expect(await popup.evaluate(() => window.opener === null), 'the page does not know who opened it').toBe(true);
  });
}

test('the cookie is out of reach of scripts, and stays on its site', async ({ server, victim }) => {
  const [cookie, ...others] = await victim.page.context().cookies(server.origin);
  expect(others).toEqual([]);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(await victim.page.evaluate(() => document.cookie)).toBe('');
  const kept = await victim.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(kept).not.toContain(cookie!.value);
});

async function openForeign(victim: Victim, origin: string): Promise<Page> {
  const page = await victim.page.context().newPage();
  await page.goto(`${origin}/`);
  return page;
}

/** The same request, from where it may come: the attempts above were ones that would have worked. */
async function worksFromItsOwnPage(server: Server, victim: Victim): Promise<void> {
  const { path, body } = attacks(victim)[0]!;
  const status = await victim.page.evaluate(async ({ address, text }) => (await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: text })).status,
                                            { address: server.origin + path, text: body });
  expect(status).toBe(200);
  await expect(message(victim.page, 'Ceci est volé.')).toHaveCount(1);
}
