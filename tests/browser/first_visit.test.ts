// From the link in a mail to the first message, without a mouse.
import { expect, type Page } from '@playwright/test';

import { inviteByTerminal } from './support/facilitator';
import { Hands } from './support/hands';
import { complain, test } from './support/test';

const password = 'des haies et des rivières';
const question = 'Qui a déjà réuni une mairie et des entreprises ?';
const words = 'Nous commençons en janvier. Par où avez-vous commencé ?';

// Card, Moran and Newell: 0.28 s a key, for somebody who types without haste.
const secondsPerKey = 0.28;

test('from an invitation to the first message in under a minute, by keyboard alone', async ({ browser, server }) => {
  const context = await browser.newContext({ baseURL: server.origin });
  const page = await context.newPage();
  const complaints: string[] = [];
  complain(page, complaints);
  const hands = new Hands(page);

  await page.goto(inviteByTerminal(server, 'Camille Testard', 't08'));
  const beganAt = Date.now();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bienvenue, Camille');
  await choosePassword(hands);
  await acceptFrame(hands);
  await openQuestion(hands);
  await writeQuestion(hands);

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(question);
  await focusIsOnTheTitle(page);
  const message = page.getByRole('article').filter({ hasText: words });
  await expect(message).toContainText('Camille Testard');
  expect(page.url(), 'the token has left the address').not.toContain('invitation');

  const seconds = (hands.keys + hands.letters) * secondsPerKey;
  test.info().annotations.push({
    type: 'first visit',
    description: `${hands.keys} keys and ${hands.letters} letters: ${seconds.toFixed(0)} s for a calm typist; the machine took ${((Date.now() - beganAt) / 1000).toFixed(1)} s`,
  });
  expect(seconds, 'keys and letters, at a calm pace').toBeLessThan(60);
  expect(complaints).toEqual([]);
  await context.close();
});

// The page of the frame is long, and its button is at its end.
test('whoever comes in from the end of the frame begins at the top of the first page', async ({ browser, server }) => {
  const context = await browser.newContext({ baseURL: server.origin, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const hands = new Hands(page);
  await page.goto(inviteByTerminal(server, 'Camille Testard', 't08'));
  await choosePassword(hands);
  await acceptFrame(hands);
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  await context.close();
});

test('a mistake at the door is said where it is, and the keyboard is led to it', async ({ browser, server }) => {
  const context = await browser.newContext({ baseURL: server.origin });
  const page = await context.newPage();
  const hands = new Hands(page);
  await page.goto(inviteByTerminal(server, 'Camille Testard', 't08'));
  const field = page.getByLabel('Votre mot de passe');

  await hands.goTo(field);
  await hands.type('trop court');
  await hands.press('Enter');
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(/Encore 2 caractères/);

  await hands.type(' mais mieux');
  await hands.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Avant d’entrer');
  await hands.goTo(page.getByRole('button', { name: 'Entrer dans la communauté' }));
  await hands.press('Enter');
  const box = page.getByRole('checkbox', { name: 'J’accepte le cadre' });
  await expect(box).toBeFocused();
  await expect(box).toHaveAccessibleDescription(/acceptez-le pour entrer/);
  await context.close();
});

test('an invitation that has served says so, and leads on', async ({ browser, server }) => {
  const context = await browser.newContext({ baseURL: server.origin });
  const page = await context.newPage();
  const hands = new Hands(page);
  const address = inviteByTerminal(server, 'Camille Testard', 't08');
  await page.goto(address);
  await choosePassword(hands);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Avant d’entrer');
  await context.close();

  const other = await browser.newContext({ baseURL: server.origin });
  const late = await other.newPage();
  await late.goto(address);
  await expect(late.getByRole('heading', { level: 1 })).toHaveText('Cette invitation ne s’ouvre pas');
  await expect(late.getByRole('link', { name: 'Aller à la connexion' })).toBeVisible();
  await other.close();
});

async function choosePassword(hands: Hands): Promise<void> {
  const name = hands.page.getByLabel('Votre identifiant');
  await hands.goTo(name);
  await expect(name, 'a name is proposed').toHaveValue('camille.testard');
  await hands.goTo(hands.page.getByLabel('Votre mot de passe'));
  await hands.type(password);
  await hands.press('Enter');
}

async function acceptFrame(hands: Hands): Promise<void> {
  const { page } = hands;
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Avant d’entrer');
  await focusIsOnTheTitle(page);
  await hands.goTo(page.getByRole('checkbox', { name: 'J’accepte le cadre' }));
  await hands.press('Space');
  await hands.goTo(page.getByRole('button', { name: 'Entrer dans la communauté' }));
  await hands.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Camille');
  await focusIsOnTheTitle(page);
}

async function openQuestion(hands: Hands): Promise<void> {
  const { page } = hands;
  await hands.goTo(page.getByRole('button', { name: 'Écrire', exact: true }), 'Shift+Tab');
  await hands.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Poser une question' })).toBeFocused();
  await hands.seesFocus();
  await hands.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Poser une question');
  await focusIsOnTheTitle(page);
}

async function writeQuestion(hands: Hands): Promise<void> {
  const { page } = hands;
  await hands.goTo(page.getByLabel('Votre question, en une phrase'));
  await hands.type(question);
  await hands.goTo(page.getByLabel('Thématique'));
  await hands.press('ArrowDown');
  await hands.goTo(page.getByLabel('Votre message'));
  await hands.type(words);
  await hands.press('Control+Enter');
}

async function focusIsOnTheTitle(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }), 'one is led to the title of the new page').toBeFocused();
}
