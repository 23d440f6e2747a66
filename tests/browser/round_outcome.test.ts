// What comes of a round: the text that leaves it is the one that its client read before; it goes on paper without the page
// around it; a cancelled round says so and asks for nothing; a subject that was not chosen waits for the next round.
import { readFileSync } from 'node:fs';

import { expect, type Page } from '@playwright/test';

import { fr as t } from '../../client-web/src/text/fr';
import { roadmaps } from '../../client-web/src/text/fr/roadmaps';
import { ask } from './support/community';
import { cast, type Part, type People, PlayedRound } from './support/played_round';
import { begin as beginRoadmap, viewOf } from './support/roadmap';
import { Seat, words } from './support/round';
import { type Fixtures, test } from './support/test';

async function begin(enter: Fixtures['enter']): Promise<PlayedRound> {
  test.setTimeout(180_000); // six people come in, one after the other
  const pages = {} as Record<Part, Page>;
  for (const [part, who] of Object.entries(cast)) pages[part as Part] = await enter(who);
  return PlayedRound.plan(pages as People);
}

test('the client reads word for word what will be posted; it is posted, printed and downloaded', async ({ enter }) => {
  const round = await begin(enter);
  await round.playTo('closing');
  const { client: page, phone } = round.people;
  await page.goto(`/codeveloppement/${round.id}`);
  const minutes = page.getByRole('region', { name: words.minutes.title, exact: true });
  await expect(minutes.getByText(words.minutes.askForChanges)).toBeVisible();
  await expect(minutes.getByRole('button', { name: words.taking.print })).toHaveCount(0);
  await minutes.getByRole('button', { name: words.minutes.approve, exact: true }).click();
  await minutes.getByRole('radio', { name: words.shareLevels.SYNTHESIS_AND_ACTIONS.label }).check();

  const shown = minutes.getByRole('region', { name: words.sharing.exactly });
  await expect(shown).toContainText('montrer au lieu d’expliquer');
  await expect(shown).toContainText('Un goûter dans la halle');
  await expect(shown).not.toContainText('livre d’or');
  await expect(shown.getByRole('cell', { name: /2026|2027/ }).first()).toBeVisible();
  const text = await minutesOf(page, round.id);

  const paper = await onPaper(page, () => shown.getByRole('button', { name: words.taking.print }).click());
  expect(paper).toContain('Un goûter dans la halle');
  expect(paper).toContain(words.taking.titles.synthesis);
  for (const machinery of [t.shell.places.rounds, words.taking.print, words.sharing.act, words.panel.now, words.request.title]) expect(paper).not.toContain(machinery);

  await shown.getByRole('button', { name: words.taking.download }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: words.taking.page }).click()]);
  expect(download.suggestedFilename()).toBe('Synthèse et plan d’action.html');
  expect(readFileSync(await download.path(), 'utf8')).toContain('size:A4');

  await minutes.getByRole('button', { name: words.sharing.act }).click();
  await expect(minutes.getByText(words.minutes.shared(words.shareLevels.SYNTHESIS_AND_ACTIONS.label))).toBeVisible();
  const { sourceThreadId } = (await round.view()).plan;
  const { messages } = await ask(page, { getHistory: { threadId: sourceThreadId, limit: 50 } });
  expect(messages.filter(({ kind }: { kind?: string }) => kind === 'MESSAGE_KIND_RETURN').map(({ body }: { body: string }) => body)).toEqual([text]);

  // The others take along what was shared, and no more.
  await phone.goto(`/codeveloppement/${round.id}`);
  await expect(phone.getByText(words.taking.shared(words.shareLevels.SYNTHESIS_AND_ACTIONS.label))).toBeVisible();
  await expect(phone.getByText(words.taking.mine)).toHaveCount(0);
  expect(await minutesOf(phone, round.id, 'all')).toBe(text);

  // An action goes into the pair's roadmap by the client's own act; nothing there says that it comes from a round.
  const roadmap = await beginRoadmap(page, 'Notre plan', 'plan-de-mise-en-oeuvre');
  await page.getByRole('button', { name: words.plan.intoRoadmap }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: roadmaps.fromRound.confirm }).click();
  await expect(page.getByText(roadmaps.fromRound.done)).toBeVisible();
  const [action] = (await viewOf(page, roadmap)).actions;
  expect(action.title).toBe('Un goûter dans la halle avec deux élus');
  expect(action.indicator).toBe('Deux élus venus, une heure');
  expect(JSON.stringify(action)).not.toContain(String(round.id));
  await expect(phone.getByRole('button', { name: words.plan.intoRoadmap })).toHaveCount(0);
});

const minutesOf = (page: Page, id: number, level = 'synthesis') =>
  page.evaluate(async (address) => (await fetch(address)).text(), `/api/rounds/${id}/minutes?format=md&level=${level}`);

/** What stands on the page while it is printed. */
async function onPaper(page: Page, print: () => Promise<void>): Promise<string> {
  await page.evaluate(() => {
    window.print = () => {
      document.documentElement.dataset['printed'] = 'now';
    };
  });
  await print();
  await expect(page.locator('html[data-printed]')).toBeAttached();
  await page.emulateMedia({ media: 'print' });
  const text = await page.evaluate(() => document.body.innerText);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  return text;
}

test('a cancelled round says so to whoever looks at it, and asks for nothing more', async ({ enter }) => {
  const round = await begin(enter);
  await round.playTo('frame');
  const page = round.people.phone;
  let sent = 0;
  page.on('websocket', (socket) => socket.on('framesent', () => (sent += 1)));
  await page.goto(`/codeveloppement/${round.id}`);
  await expect(page.getByRole('button', { name: words.asked.acceptFrame })).toBeVisible();
  await round.does('facilitator', { cancelRound: {} });
  await expect(page.getByRole('heading', { level: 1, name: words.room.cancelled })).toBeVisible();
  await expect(page.getByText(words.room.cancelledExplains)).toBeVisible();
  await page.waitForTimeout(1_500);
  sent = 0;
  await page.waitForTimeout(3_000);
  expect(sent, 'frames of a page on which nothing happens').toBeLessThanOrEqual(2);
  await page.goto('/codeveloppement');
  await expect(page.getByRole('listitem').filter({ hasText: words.statuses.CANCELLED })).not.toContainText('1970'); // of its day nothing is left
});

test('a subject that was not chosen waits in the reserve, and its author alone brings it back', async ({ enter }) => {
  const first = await begin(enter);
  await first.playTo('account');
  const second = await PlayedRound.plan(first.people);
  await second.playTo('report');
  await second.open('choix_sujet');

  const { deputy, phone } = first.people;
  const reserve = (page: Page) => page.getByRole('region', { name: words.reserve.title });
  await phone.goto(`/codeveloppement/${second.id}`);
  await expect(reserve(phone)).toContainText('Faire venir les entreprises');
  await expect(reserve(phone)).not.toContainText('à deux élus'); // it was treated
  await expect(reserve(phone).getByRole('button', { name: words.reserve.bring })).toHaveCount(0);

  await deputy.goto(`/codeveloppement/${second.id}`);
  await reserve(deputy).getByRole('button', { name: words.reserve.bring }).click();
  await expect(deputy.getByLabel(words.fields.title)).toHaveValue('Faire venir les entreprises');
  await expect(deputy.getByRole('radio', { name: words.subjectKinds.PROJECT })).toBeChecked();
  await deputy.getByLabel(words.fields.title).fill('Faire venir les entreprises du port');
  await new Seat(deputy, 'Fatoumata Diarra').press(words.composer.send('Proposition de sujet'));
  await expect(phone.getByRole('article').filter({ hasText: 'du port' })).toBeVisible();
});

test('the day on which one accepted the frame stands in the round and in one’s account', async ({ enter }) => {
  const round = await begin(enter);
  await round.playTo('frame');
  const page = round.people.client;
  await page.goto(`/codeveloppement/${round.id}`);
  const dialog = await new Seat(page, 'Pascal Escoubès').openPeople();
  await expect(dialog.getByText(/vous avez accepté le cadre le/)).toHaveCount(1);
  await page.goto('/compte');
  await page.getByText(t.account.roundFrames).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Donner envie d’un tiers-lieu' })).toContainText('accepté le');
});
