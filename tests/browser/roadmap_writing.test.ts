// Two people in one text on bad lines: no letter is lost, and undoing undoes one's own.
import { expect } from '@playwright/test';

import { test } from './support/cabled';
import { ask, memberId, tell } from './support/community';
import { addressOf, beginRoadmap, cursorBehind, field, haveTheSame, isSaved, openText, textOn, textOnServer, typeAccented } from './support/writing';
import { fr } from '../../client-web/src/text/fr';

test('two people in one paragraph, dead keys, a line that breaks: no letter is lost', async ({ enter, cable }) => {
  test.slow();
  const nadia = await enter('p01', { baseURL: cable.origin });
  const other = await enter('p02');
  const id = await beginRoadmap(nadia);
  await openText(nadia, id);
  await openText(other, id);

  await field(nadia).press('Control+End');
  await field(nadia).press('Enter');
  await nadia.keyboard.type('Ici commence le paragraphe : / et la suite.');
  await isSaved(nadia);
  await expect(field(other)).toContainText('Ici commence le paragraphe');

  await cursorBehind(nadia, 'paragraphe : ');
  await cursorBehind(other, 'et la suite.');
  const pull = setInterval(() => {
    cable.be('cut');
    setTimeout(() => cable.be('joined'), 150);
  }, 900);
  for (let i = 0; i < 8; i += 1) {
    await Promise.all([
      (async () => {
        await nadia.keyboard.type(`la for`);
        await typeAccented(nadia, '^', 'ê');
        await nadia.keyboard.type(`t ${i}, `, { delay: 15 });
      })(),
      (async () => {
        await other.keyboard.type(` et l’h`, { delay: 10 });
        await typeAccented(other, '^', 'ô');
        await other.keyboard.type(`te ${i}`, { delay: 15 });
      })(),
    ]);
  }
  clearInterval(pull);
  cable.be('joined');
  const text = await haveTheSame(id, [nadia, other]);
  const by = (word: (i: number) => string) => Array.from({ length: 8 }, (_, i) => word(i)).join('');
  expect(text).toContain(`Ici commence le paragraphe : ${by((i) => `la forêt ${i}, `)}/ et la suite.${by((i) => ` et l’hôte ${i}`)}`);

  const { sessions } = await ask(nadia, { getTextHistory: { roadmapId: id, withNames: true } });
  const authors = sessions.flatMap(({ authorIds }: { authorIds: string[] }) => authorIds).map(Number);
  expect(authors, 'the timeline names both').toContain(await memberId(nadia, 'Nadia Benhaddou'));
  expect(new Set(authors).size).toBe(2);
});

test('somebody writes beside me: undoing takes back what I wrote, and nothing else', async ({ enter }) => {
  const nadia = await enter('p01');
  const other = await enter('p02');
  const id = await beginRoadmap(nadia);
  await openText(nadia, id);
  await openText(other, id);
  await field(nadia).press('Control+End');
  await nadia.keyboard.type(' Mes mots du matin.');
  await expect(field(other)).toContainText('Mes mots du matin.');
  await cursorBehind(other, 'Mes mots');
  await other.keyboard.type(' (et les siens)');
  await expect(field(nadia)).toContainText('Mes mots (et les siens) du matin.');
  await field(nadia).press('Control+z');
  await expect(field(nadia)).not.toContainText('du matin.');
  await expect(field(nadia)).toContainText(' (et les siens)');
  await expect(field(other)).not.toContainText('du matin.');
  await field(nadia).press('Control+y');
  const text = await haveTheSame(id, [nadia, other]);
  expect(text).toContain('(et les siens)');
  expect(text).toContain('du matin.');
});

test('one writes offline for a while, closes the page, and comes back: both texts are there', async ({ enter, cable }) => {
  test.slow();
  const nadia = await enter('p01', { baseURL: cable.origin });
  const other = await enter('p02');
  const id = await beginRoadmap(nadia);
  await openText(nadia, id);
  await openText(other, id);
  await nadia.evaluate(async () => void (await navigator.serviceWorker.ready));
  await nadia.reload();
  await isSaved(nadia);

  cable.be('cut');
  await nadia.context().setOffline(true);
  await expect(nadia.getByRole('main').getByText(fr.writing.state.offline)).toBeVisible({ timeout: 40_000 });
  await field(nadia).press('Control+End');
  await nadia.keyboard.type('\nDans le train.');
  await expect(nadia.getByRole('main').getByText(/modifications? non enregistrée/)).toBeVisible();
  await field(other).press('Control+Home');
  await other.keyboard.type('Au bureau. ');
  await isSaved(other);

  const device = nadia.context();
  await nadia.close({ runBeforeUnload: false });
  const again = await device.newPage();
  await again.goto(addressOf(id)); // still without a network
  await expect(field(again)).toContainText('Dans le train.');
  await expect(field(again)).toBeEditable();
  await field(again).press('Control+End');
  await again.keyboard.type(' Toujours dans le train.');
  cable.be('joined');
  await device.setOffline(false);
  const text = await haveTheSame(id, [again, other]);
  expect(text.startsWith('Au bureau. ')).toBe(true);
  expect(text.endsWith('Dans le train. Toujours dans le train.')).toBe(true);
});

test('a reload in the middle of a word, and a server that is killed: nothing is lost, nothing comes twice', async ({ enter, server }) => {
  test.slow();
  const nadia = await enter('p01');
  const other = await enter('p02');
  const id = await beginRoadmap(nadia);
  await openText(nadia, id);
  await openText(other, id);
  await field(nadia).press('Control+End');
  await field(other).press('Control+Home');
  for (let i = 0; i < 3; i += 1) {
    await nadia.keyboard.type(` fin${i}`);
    await other.keyboard.type(`début${i} `);
    await server.kill();
    await nadia.keyboard.type(`·${i}`);
    await other.keyboard.type(`°${i} `);
    await server.start();
  }
  await nadia.keyboard.type(' dernier');
  await nadia.reload(); // at once
  await expect(field(nadia)).toContainText('dernier');
  const text = await haveTheSame(id, [nadia, other]);
  expect(text.startsWith('début0 °0 début1 °1 début2 °2 ')).toBe(true);
  expect(text.endsWith(' fin0·0 fin1·1 fin2·2 dernier')).toBe(true);
});

test('two tabs of one person are two editors', async ({ enter, cable }) => {
  const one = await enter('p01', { baseURL: cable.origin });
  const id = await beginRoadmap(one);
  await openText(one, id);
  const two = await one.context().newPage();
  await openText(two, id);
  await field(one).press('Control+End');
  await one.keyboard.type(' premier onglet');
  await expect(field(two)).toContainText('premier onglet');
  await expect(two.getByRole('main').getByText(fr.writing.here(fr.writing.otherTab))).toBeVisible();
  cable.be('cut');
  await field(two).press('Control+End');
  await two.keyboard.type(' second onglet');
  await field(one).press('Control+Home');
  await one.keyboard.type('Premier onglet. ');
  cable.be('joined');
  const text = await haveTheSame(id, [one, two]);
  expect(text.startsWith('Premier onglet. ')).toBe(true);
  expect(text.endsWith(' premier onglet second onglet')).toBe(true);
});

test('what is pasted is cleaned, and what is too long is not taken, in words', async ({ enter }) => {
  const nadia = await enter('p01');
  const id = await beginRoadmap(nadia);
  await openText(nadia, id);
  const before = await textOn(nadia);
  const paste = (text: string) =>
    field(nadia).evaluate((element, pasted) => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
  await field(nadia).press('Control+End');
  await paste('x'.repeat(10_000_000));
  await expect(nadia.getByRole('main').getByText(fr.writing.state.tooLong)).toBeVisible();
  expect(await textOn(nadia)).toBe(before);
  await paste(' l’été\r\nsuite\u0000');
  await isSaved(nadia);
  expect(await textOnServer(nadia, id)).toBe(`${before} l’été\nsuite`);
  const many = `\n${'mot '.repeat(60_000)}fin`; // more than one change may hold
  await paste(many);
  const whole = `${before} l’été\nsuite${many}`;
  await expect.poll(async () => (await textOnServer(nadia, id)).length).toBe(whole.length);
  await isSaved(nadia);
  expect((await textOnServer(nadia, id)) === whole).toBe(true);
  await field(nadia).press('Control+a');
  await field(nadia).press('Delete');
  await expect.poll(() => textOnServer(nadia, id)).toBe('');
  for (let presses = 0; presses < 12 && (await textOn(nadia)) !== whole; presses += 1) await field(nadia).press('Control+z');
  await isSaved(nadia);
  await expect.poll(async () => (await textOnServer(nadia, id)) === whole).toBe(true);
});

test('a page that is left with something unsent: it goes on its way, also after the next start', async ({ enter, cable }) => {
  test.slow();
  const nadia = await enter('p01', { baseURL: cable.origin });
  const other = await enter('p02');
  const id = await beginRoadmap(nadia);
  await openText(nadia, id);
  await nadia.evaluate(async () => void (await navigator.serviceWorker.ready));
  await nadia.reload();
  await isSaved(nadia);
  cable.be('cut');
  await field(nadia).press('Control+End');
  await nadia.keyboard.type(' Avant de partir.');
  await nadia.getByRole('navigation').first().getByRole('link', { name: fr.shell.places.network }).click();
  await expect(nadia.getByText(/modifications? non enregistrée.* gardée/).first()).toBeVisible();
  cable.be('joined');
  await expect.poll(() => textOnServer(other, id), { timeout: 40_000 }).toContain(' Avant de partir.');

  await nadia.goto(addressOf(id));
  await isSaved(nadia);
  cable.be('cut');
  await field(nadia).press('Control+End');
  await nadia.keyboard.type(' Puis fermé.');
  await expect(nadia.getByRole('main').getByText(/modifications? non enregistrée/)).toBeVisible();
  const device = nadia.context();
  await nadia.close();
  cable.be('joined');
  const home = await device.newPage();
  await home.goto('/');
  await expect.poll(() => textOnServer(other, id), { timeout: 40_000 }).toContain(' Avant de partir. Puis fermé.');
});

test('what cannot be saved any more is kept as a copy, told with its reason, until it is given up', async ({ enter, cable }) => {
  test.slow();
  const nadia = await enter('p01', { baseURL: cable.origin });
  const other = await enter('p02');
  const id = await beginRoadmap(nadia);
  await openText(nadia, id);
  cable.be('cut');
  await field(nadia).press('Control+End');
  await nadia.keyboard.type(' Écrit trop tard.');
  await tell(other, { roadmap: { roadmapId: id, setRoadmapStatus: { status: 'ROADMAP_STATUS_ARCHIVED' } } });
  cable.be('joined');
  const copies = nadia.getByRole('region', { name: fr.writing.copies.title });
  await expect(copies).toContainText(/Version de Nadia Benhaddou/, { timeout: 40_000 });
  await expect(copies).toContainText(fr.writing.copies.causes.archived);
  await nadia.reload();
  await copies.getByText(fr.writing.copies.show).click();
  await expect(copies).toContainText('Écrit trop tard.');
  await expect(field(nadia)).not.toContainText('Écrit trop tard.');
  await expect(field(nadia)).not.toBeEditable();

  await tell(other, { roadmap: { roadmapId: id, setRoadmapStatus: { status: 'ROADMAP_STATUS_DRAFT' } } });
  await nadia.reload();
  await copies.getByRole('button', { name: fr.writing.copies.back }).click();
  await isSaved(nadia);
  await expect.poll(() => textOnServer(other, id)).toContain(' Écrit trop tard.');
  await copies.getByRole('button', { name: fr.writing.copies.giveUp }).click();
  await nadia.getByRole('dialog').getByRole('button', { name: fr.writing.copies.giveUp }).click();
  await expect(copies).toHaveCount(0);
  await nadia.reload();
  await isSaved(nadia);
  await expect(copies).toHaveCount(0);
});

test('who may only read follows what is written, and says nothing into it', async ({ enter }) => {
  const nadia = await enter('p01');
  const reader = await enter('f01');
  const id = await beginRoadmap(nadia);
  await tell(nadia, { roadmap: { roadmapId: id, shareRoadmap: { sharing: 'ROADMAP_SHARING_COMMUNITY' } } });
  await openText(nadia, id);
  await reader.goto(addressOf(id));
  await expect(field(reader)).toContainText('Vision et enjeux');
  await expect(field(reader)).not.toBeEditable();
  await expect(reader.getByRole('toolbar', { name: fr.writing.tools.name })).toHaveCount(0);
  await field(nadia).press('Control+End');
  await nadia.keyboard.type(' En direct.');
  await expect(field(reader)).toContainText('En direct.');
});

test('by keyboard alone: to the text, its signs and out of it again', async ({ enter }) => {
  const nadia = await enter('p01');
  const id = await beginRoadmap(nadia);
  await openText(nadia, id);
  await field(nadia).press('Control+End');
  await nadia.keyboard.press('Enter');
  await nadia.keyboard.press('Enter');
  await nadia.keyboard.press('Control+b');
  await nadia.keyboard.type('fort');
  await nadia.keyboard.press('End');
  await nadia.keyboard.press('Enter');
  await nadia.keyboard.press('Control+Alt+Digit2');
  await nadia.keyboard.type('Titre');
  await isSaved(nadia);
  await expect.poll(() => textOnServer(nadia, id)).toMatch(/\n\n\*\*fort\*\*\n## Titre$/);
  await nadia.keyboard.press('Tab');
  await expect(field(nadia)).not.toBeFocused();
  await nadia.keyboard.press('Shift+Tab');
  await expect(field(nadia)).toBeFocused();
  await nadia.keyboard.press('Shift+Tab');
  await expect(nadia.getByRole('button', { name: fr.writing.tools.heading(1), exact: true })).toBeFocused();
  await nadia.keyboard.press('ArrowRight');
  await expect(nadia.getByRole('button', { name: fr.writing.tools.heading(2), exact: true })).toBeFocused();
});
