// The course: a session is planned, people say whether they come, two facilitators edit it at once, it is cancelled; a meeting
// of a follow-up is nobody else's; an evaluation shows averages of three territories at least; a notebook is one's own.
import { expect, type Page } from '@playwright/test';

import { fr } from '../../client-web/src/text/fr';
import { answer, channelOf, course, plan } from './support/course';
import { test } from './support/test';

const t = fr.course;
const form = fr.planning;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const field = (page: Page, name: string | RegExp) => page.getByLabel(name, { exact: typeof name === 'string' });
const dayIn = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString().slice(0, 10);
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });

async function fillPlan(page: Page, title: string, days: number): Promise<void> {
  await field(page, new RegExp(`^${form.name}`)).first().fill(title);
  await field(page, form.day).first().fill(dayIn(days));
}

test('a facilitator plans a session; people answer by name, and see it on their first page', async ({ enter }) => {
  const [florence, nadia] = [await enter('f01'), await enter('p01')] as const;
  await florence.goto('/parcours/planifier');
  await fillPlan(florence, 'Mettre en œuvre ensemble', 12);
  await button(florence, form.addPart).click();
  await field(florence, form.partTitle).last().fill('Bien démarrer');

  // What is typed survives a reload.
  await florence.reload();
  await expect(florence.getByText(form.taken)).toBeVisible();
  await expect(field(florence, form.partTitle).last()).toHaveValue('Bien démarrer');
  await button(florence, form.act).click();
  await expect(heading(florence, 'Mettre en œuvre ensemble')).toBeVisible();
  await expect(florence.getByText('Bien démarrer')).toBeVisible();

  await nadia.goto('/');
  const card = nadia.getByRole('region', { name: t.home.title });
  await expect(card.getByRole('link', { name: 'Mettre en œuvre ensemble' })).toBeVisible();
  await card.getByRole('button', { name: t.comes.choices.COMING }).click();
  await expect(card.getByRole('button', { name: t.comes.choices.COMING })).toHaveAttribute('aria-pressed', 'true');
  await expect(florence.getByRole('listitem').filter({ hasText: 'Nadia' })).toBeVisible();
  await expect(heading(florence, t.comes.lists.COMING)).toBeVisible();

  // The answer is taken back by the same button.
  await nadia.goto('/parcours');
  await nadia.getByRole('button', { name: t.comes.choices.COMING }).first().click();
  await expect(florence.getByText(t.comes.nobody)).toBeVisible();
});

test('a form that is not whole says what is missing, and leads there', async ({ enter }) => {
  const florence = await enter('f01');
  await florence.goto('/parcours/planifier');
  await button(florence, form.act).click();
  await expect(florence.getByRole('alert').filter({ hasText: form.faults.starts })).toBeVisible();
  await expect(field(florence, new RegExp(`^${form.name}`)).first()).toBeFocused();
});

test('two who edit at once lose nothing: what one did not touch follows, where both wrote both wordings are shown', async ({ enter }) => {
  const [florence, other] = [await enter('f01'), await enter('f02')] as const;
  const id = await plan(florence, { title: 'Comprendre', inDays: 9, more: { place: 'Salle A' } });
  await florence.goto(`/rencontre/${id}/modifier`);
  await other.goto(`/rencontre/${id}/modifier`);
  await field(florence, new RegExp(`^${form.place}`)).fill('La Criée');
  await field(other, new RegExp(`^${form.place}`)).fill('Le Marché');
  await field(other, new RegExp(`^${form.name}`)).first().fill('Comprendre ensemble');
  await button(other, form.save).click();
  await expect(heading(other, 'Comprendre ensemble')).toBeVisible();

  await expect(florence.getByText(form.moved)).toBeVisible();
  await expect(field(florence, new RegExp(`^${form.name}`)).first()).toHaveValue('Comprendre ensemble');
  await expect(field(florence, new RegExp(`^${form.place}`))).toHaveValue('La Criée');
  await expect(florence.getByText('Le Marché')).toBeVisible();
  await button(florence, form.save).click();
  await expect(florence.getByText('La Criée')).toBeVisible();
  await expect(heading(florence, 'Comprendre ensemble')).toBeVisible();
});

test('a cancelled gathering says why, and can be planned again', async ({ enter }) => {
  const [florence, nadia] = [await enter('f01'), await enter('p01')] as const;
  const id = await plan(florence, { title: 'Visite du tiers lieu', kind: 'VISIT', inDays: 9 });
  await nadia.goto(`/rencontre/${id}`);
  await expect(button(nadia, t.page.cancel)).toHaveCount(0);
  await florence.goto(`/rencontre/${id}`);
  await button(florence, t.page.cancel).click();
  const dialog = florence.getByRole('dialog');
  await dialog.getByRole('textbox').fill('La route est coupée.');
  await dialog.getByRole('button', { name: t.cancelling.act }).click();
  await expect(nadia.getByText(t.page.because('La route est coupée.'))).toBeVisible();
  await expect(nadia.getByRole('group', { name: new RegExp(t.comes.yours) })).toHaveCount(0);
  await florence.getByRole('link', { name: t.page.planAgain }).click();
  await button(florence, form.planAgain).click();
  await expect(nadia.getByRole('group', { name: new RegExp(t.comes.yours) })).toBeVisible();
});

test('a meeting of a follow-up is planned in one’s own first, and nobody else learns of it', async ({ enter }) => {
  const [lucie, mate, florence] = [await enter('p03'), await enter('p04'), await enter('f01')] as const;
  const mine = await channelOf(lucie, 'PERSONAL_FOLLOW_UP');
  await lucie.goto('/territoire');
  await lucie.getByRole('link', { name: t.meetings.plan }).first().click();
  await expect(field(lucie, new RegExp(`^${form.where}`))).toHaveValue(String(mine));
  await fillPlan(lucie, 'Faire le point', 5);
  await button(lucie, form.act).click();
  await expect(heading(lucie, 'Faire le point')).toBeVisible();
  const id = Number(/\d+$/.exec(new URL(lucie.url()).pathname)![0]);
  for (const page of [mate, florence]) {
    await page.goto(`/rencontre/${id}`);
    await expect(page.getByText(t.page.notYours)).toBeVisible();
    await page.goto('/parcours');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('Faire le point')).toHaveCount(0);
  }
  await lucie.goto('/territoire');
  await expect(lucie.getByRole('link', { name: 'Faire le point' })).toBeVisible();
});

test('of a follow-up’s meeting the device keeps what one typed alone, and nothing after the sign-out', async ({ enter }) => {
  const lucie = await enter('p03');
  const more = { description: 'Le maire hésite encore.', outcome: 'Rien n’est écrit.' };
  const id = await plan(lucie, { title: 'Faire le point', kind: 'FOLLOW_UP', place: 'PERSONAL_FOLLOW_UP', inDays: 5, more });
  const kept = () => lucie.evaluate(() => Object.entries(localStorage).map((row) => row.join(' ')).join('\n'));
  await lucie.goto(`/rencontre/${id}/modifier`);
  await field(lucie, new RegExp(`^${form.name}`)).first().fill('Faire le point de juin');
  await expect.poll(kept).toContain('Faire le point de juin');
  for (const theirs of Object.values(more)) expect(await kept()).not.toContain(theirs);
  await lucie.reload();
  await expect(field(lucie, new RegExp(`^${form.name}`)).first()).toHaveValue('Faire le point de juin');
  await lucie.goto('/compte');
  await lucie.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(heading(lucie, 'Connexion')).toBeVisible();
  expect(await kept()).not.toContain('Faire le point');
});

test('an evaluation is short; those who animate read averages of three territories at least, and words without names', async ({ enter }) => {
  const [florence, nadia] = [await enter('f01'), await enter('p01')] as const;
  const id = await plan(florence, { title: 'Comprendre', inDays: -2 });
  await nadia.goto(`/rencontre/${id}`);
  await button(nadia, t.evaluation.begin).click();
  await nadia.getByRole('group', { name: t.evaluation.questions.useful }).getByRole('radio', { name: t.evaluation.ratings[4]! }).check();
  await field(nadia, new RegExp(t.evaluation.keeps)).fill('Le récit de la halle.');
  await button(nadia, t.evaluation.act).click();
  await expect(nadia.getByText(t.evaluation.given)).toBeVisible();

  await florence.goto(`/rencontre/${id}`);
  await expect(florence.getByText(t.evaluation.hidden)).toHaveCount(3);
  await expect(florence.getByText('Le récit de la halle.')).toBeVisible();
  const words = florence.getByRole('region', { name: t.evaluation.results });
  await expect(words.getByText('Nadia')).toHaveCount(0);
  for (const name of ['p05', 'p10']) {
    await course(await enter(name), { evaluateGathering: { gatheringId: id, evaluation: { useful: 3 } } });
  }
  await florence.reload();
  await expect(florence.getByText(t.evaluation.average('3,3'))).toBeVisible();
});

test('a notebook saves itself, survives a reload, and is read on one’s other device', async ({ enter }) => {
  const says = fr.notebook;
  const [florence, nadia, other] = [await enter('f01'), await enter('p01'), await enter('p01')] as const;
  const id = await plan(florence, { title: 'Comprendre', inDays: -2 });
  await nadia.goto(`/rencontre/${id}`);
  await nadia.getByRole('link', { name: t.page.note }).click();
  await expect(field(nadia, says.text)).toBeFocused();
  await nadia.keyboard.type('Commencer petit.');
  await nadia.reload(); // before it was saved
  await expect(field(nadia, says.text)).toHaveValue('Commencer petit.');
  await expect(nadia.getByText(/^Enregistrée/)).toBeVisible();
  await other.goto('/parcours/carnet');
  await expect(other.getByText('Commencer petit.')).toBeVisible();
  await expect(other.getByRole('link', { name: 'Comprendre' })).toBeVisible();
  await button(nadia, says.remove).click();
  await nadia.getByRole('dialog').getByRole('button', { name: says.remove, exact: true }).click();
  await expect(other.getByText(says.none)).toBeVisible();
});

test('who comes is told at once to everybody who looks', async ({ enter }) => {
  const [florence, nadia] = [await enter('f01'), await enter('p01')] as const;
  const id = await plan(florence, { title: 'Comprendre', inDays: 9 });
  await nadia.goto(`/rencontre/${id}`);
  await expect(nadia.getByText(t.comes.nobody)).toBeVisible();
  await answer(florence, id, 'MAYBE');
  await expect(nadia.getByRole('listitem').filter({ hasText: 'Florence Aubertin' })).toBeVisible();
});
