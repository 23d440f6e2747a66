// From seven addresses to an Exposé: a facilitator who has just been invited herself plans a round, pastes the addresses of
// people whom Ramure does not know, hands on their links, and all eight are in it. No mail is sent, no password chosen but
// hers.
import { type Browser, expect, type Page } from '@playwright/test';

import { fr as t } from '../../client-web/src/text/fr';
import { inviting } from '../../client-web/src/text/fr/inviting';
import { inviteByTerminal } from './support/facilitator';
import { all, phone, Seat, steps, today, words } from './support/round';
import type { Server } from './support/server';
import { complain, test } from './support/test';
import { Typist } from './support/typist';

const secondsMax = 600;
const password = 'des haies et des rivières';
// As they stand in a mail: with names, without, and one with a mistake that is put right.
const pasted = `Jeanne Martin <jeanne.martin@exemple.fr>; "Le Gall, Paul" <paul.legall@exemple.fr>
aminata.sow@exemple.fr, remi.colas@exemple.fr
Odile Faure odile.faure@exemple.fr
samir.haddad@exemple
Lea Brun <lea.brun@exemple.fr>`;
const mistake = 'samir.haddad@exemple';
const guests = ['Jeanne Martin', 'Le Gall, Paul', 'Aminata Sow', 'Remi Colas', 'Odile Faure', 'Lea Brun', 'Samir Haddad'];
const subject = 'Réunir la mairie et les entreprises';

interface Person {
  readonly typist: Typist;
  readonly seat: Seat;
}

test('a facilitator who is new here pastes seven addresses, and all eight reach the Exposé @alone', async ({ browser, server }) => {
  test.setTimeout(600_000);
  const complaints: string[] = [];
  const open = async (name: string, device = {}) => {
    const context = await browser.newContext({ baseURL: server.origin, permissions: ['clipboard-read', 'clipboard-write'], ...device });
    const page = await context.newPage();
    complain(page, complaints);
    return { typist: new Typist(page), seat: new Seat(page, name) };
  };
  const camille = await open('Camille Testard');
  await test.step('she comes in', () => comeAsFacilitator(camille, server));
  await test.step('she plans', () => plan(camille));
  const links = await test.step('she hands the links on', () => handOn(camille));
  const people: Person[] = [];
  for (const [index, name] of guests.entries()) people.push(await open(name, index % 2 === 0 ? phone : {}));
  await test.step('they come in by their links alone', async () => {
    for (const [index, person] of people.entries()) await comeByLink(person, links[index]!);
  });
  await test.step('up to the Exposé', () => reachAccount(camille, people));

  const everybody = [camille, ...people];
  const presses = await sum(everybody, ({ typist }) => typist.presses());
  const seconds = await sum(everybody, ({ typist }) => typist.seconds());
  const letters = everybody.reduce((count, { typist }) => count + typist.letters, 0);
  test.info().annotations.push({
    type: 'seven addresses',
    description: `${presses} presses and ${letters} keys of eight people, one after the other: ${seconds.toFixed(0)} s for calm people; hers alone ${(await camille.typist.seconds()).toFixed(0)} s`,
  });
  expect(seconds, 'presses and keys of all, at a calm pace').toBeLessThan(secondsMax);
  expect(complaints).toEqual([]);
  for (const { seat } of everybody) await seat.page.context().close();
});

test('a link that does not serve says why and what to do; one’s own goes on', async ({ browser, server, enter }) => {
  test.setTimeout(480_000);
  const florence = await enter('f01');
  await florence.goto('/animation/invitations');
  await florence.getByLabel(inviting.addresses).fill('Jeanne Martin <jeanne.martin@exemple.fr>\npas une adresse');
  await florence.getByRole('button', { name: inviting.act, exact: true }).click();
  await expect(florence.getByText(inviting.faults.NO_ADDRESS)).toBeVisible();
  await expect(florence.getByLabel(inviting.addresses), 'nothing is lost').toHaveValue('pas une adresse');
  const first = await florence.getByLabel(inviting.links.of('Jeanne Martin'), { exact: true }).inputValue();

  await florence.reload();
  await florence.getByRole('button', { name: inviting.links.renewOf('Jeanne Martin') }).click();
  const link = await florence.getByLabel(inviting.links.of('Jeanne Martin'), { exact: true }).inputValue();
  const jeanne = await fresh(browser, server);
  await jeanne.goto(first);
  await expect(jeanne.getByText(t.door.invitation.replaced)).toBeVisible();
  await jeanne.goto('about:blank');
  await jeanne.goto(link);
  await jeanne.getByLabel(t.door.invitation.shownName).fill('Jeanne Martin-Roux');
  await jeanne.getByRole('button', { name: t.door.invitation.enter }).click();
  await acceptFrame(jeanne);
  await expect(jeanne.getByRole('heading', { level: 1 })).toContainText('Jeanne');
  await expect(florence.getByText('Jeanne Martin-Roux').first()).toBeVisible();
  await jeanne.goto('about:blank');
  await jeanne.goto(link);
  await jeanne.waitForURL((url) => url.pathname === '/');

  const other = await fresh(browser, server);
  await other.goto(link);
  await expect(other.getByText(t.door.invitation.usedUp)).toBeVisible();
  await other.context().close();
  await choosePassword(jeanne, server, browser);
  await jeanne.context().close();
});

async function sum(people: readonly Person[], of: (person: Person) => Promise<number>): Promise<number> {
  return (await Promise.all(people.map(of))).reduce((all, each) => all + each, 0);
}

async function fresh(browser: Browser, server: Server): Promise<Page> {
  return (await browser.newContext({ baseURL: server.origin })).newPage();
}

async function acceptFrame(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: t.door.frame.accept }).check();
  await page.getByRole('button', { name: t.door.first.enter }).click();
}

async function comeAsFacilitator({ typist, seat: { page } }: Person, server: Server): Promise<void> {
  await typist.follow(inviteByTerminal(server, 'Camille Testard'));
  await typist.type(page.getByLabel(t.door.invitation.password, { exact: true }), password);
  await page.getByRole('button', { name: t.door.invitation.next }).click();
  await acceptFrame(page);
  await page.getByRole('navigation').getByRole('link', { name: t.shell.places.rounds }).click();
}

async function plan({ typist, seat: { page } }: Person): Promise<void> {
  await page.getByRole('link', { name: words.list.plan }).first().click();
  await typist.choose(page.getByLabel(words.planning.mode, { exact: true }), words.modes.WRITTEN);
  await typist.type(page.getByLabel(words.planning.day), today());
  await typist.type(page.getByLabel(words.planning.time), now());
  await page.getByText(words.planning.invite, { exact: true }).click();
  const field = page.getByLabel(inviting.addresses);
  await typist.paste(field, pasted);
  await page.getByRole('button', { name: inviting.act, exact: true }).click();
  await expect(page.getByText(inviting.line(4, mistake, inviting.faults.NOT_READABLE))).toBeVisible();
  await expect(field, 'only what was wrong has stayed').toHaveValue(mistake);
  await field.press('End');
  await typist.type(field, 'samir.haddad@exemple.fr');
  await page.getByRole('button', { name: inviting.act, exact: true }).click();
  await expect(page.getByText('Samir Haddad').first()).toBeVisible();
  await page.getByRole('button', { name: words.planning.act, exact: true }).click();
}

/** Each link is copied, and goes into a mail of its own. */
async function handOn({ typist, seat: { page } }: Person): Promise<string[]> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(inviting.planned.title);
  const links: string[] = [];
  for (const name of guests) {
    await page.getByRole('button', { name: inviting.links.copyOf(name), exact: true }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(await page.getByLabel(inviting.links.of(name), { exact: true }).inputValue());
    links.push(await page.evaluate(() => navigator.clipboard.readText()));
  }
  expect(new Set(links).size).toBe(guests.length);
  typist.sendsMails(guests.length);
  await page.getByRole('link', { name: inviting.planned.open }).click();
  return links;
}

async function comeByLink({ typist, seat }: Person, link: string): Promise<void> {
  const { page } = seat;
  await typist.follow(link);
  await expect(page.getByLabel(t.door.invitation.shownName)).toHaveValue(seat.name);
  if (seat.name.includes(',')) await typist.type(page.getByLabel(t.door.invitation.shownName), 'Paul Le Gall');
  await page.getByRole('button', { name: t.door.invitation.enter }).click();
  await acceptFrame(page);
  await page.waitForURL(/\/codeveloppement\/\d+$/);
  expect(page.url(), 'the token has left the address').not.toContain('#');
}

async function reachAccount(camille: Person, people: readonly Person[]): Promise<void> {
  const { seat: desk } = camille;
  const seats = people.map(({ seat }) => seat);
  const [jeanne] = seats as [Seat];
  await desk.openStep(steps.frame);
  await all(seats, (each) => each.press(words.asked.acceptFrame));
  await desk.press(words.console.jump(steps.subject));
  const three = 'Trois réunions, trois fois les mêmes.';
  await jeanne.say('Proposition de sujet', three, { label: words.textLabels.SUBJECT, ticks: [words.subjectKinds.PROBLEM], more: { [words.fields.title]: subject } });
  people[0]!.typist.letters += three.length + subject.length;
  await desk.press(words.designation.name(jeanne.name));
  await jeanne.press(words.asked.acceptClient);
  await desk.openStep(steps.account);
  await all(seats, (each) => each.isAt(steps.account));
}

/** The line reminds her; then another device knows her. */
async function choosePassword(page: Page, server: Server, browser: Browser): Promise<void> {
  await page.getByRole('link', { name: t.shell.withoutPassword.choose }).filter({ visible: true }).click();
  await page.getByLabel(t.account.newPassword, { exact: true }).fill(password);
  await page.getByRole('button', { name: t.account.choosePassword }).click();
  await expect(page.getByText(t.account.passwordChosen)).toBeVisible();
  await expect(page.getByText(t.shell.withoutPassword.line)).toHaveCount(0);
  const elsewhere = await fresh(browser, server);
  await elsewhere.goto('/connexion');
  await elsewhere.getByLabel(t.door.signIn.name, { exact: true }).fill('jeanne.martin@exemple.fr');
  await elsewhere.getByLabel(t.door.signIn.password, { exact: true }).fill(password);
  await elsewhere.getByRole('button', { name: t.door.signIn.submit }).click();
  await expect(elsewhere.getByRole('heading', { level: 1 })).toContainText('Jeanne');
  await elsewhere.context().close();
}

/** As a time field takes it. */
function now(): string {
  return new Date().toLocaleTimeString('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' });
}
