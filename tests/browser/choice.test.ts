// A subject is chosen together: proposals, what the facilitators would take, an objection in words, what was chosen. Kinds are
// told by words; who may write what follows the server's rules; nothing is counted.
import type { Page } from '@playwright/test';

import { fr as t } from '../../client-web/src/text/fr';
import { expect, test } from './support/test';

const says = t.choice;

async function write(page: Page, kind: keyof typeof says.kinds, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: t.compose.label });
  if (!(await field.isVisible())) await page.getByRole('button', { name: t.compose.open }).click();
  await page.getByRole('combobox', { name: says.kind }).selectOption({ label: says.kinds[kind] });
  await expect(page.getByText(says.hints[kind])).toBeVisible();
  await field.fill(text);
  await page.getByRole('button', { name: t.compose.send, exact: true }).click();
  await expect(page.getByRole('article').filter({ hasText: text })).toBeVisible();
}

const offered = (page: Page) => page.getByRole('combobox', { name: says.kind }).getByRole('option').allTextContents();

test('a subject is chosen by proposals, talk, and objections in words', async ({ enter }) => {
  test.setTimeout(120_000);
  const florence = await enter('f01');
  const nadia = await enter('p01');
  const yann = await enter('p10');

  await nadia.goto('/echanges/pleniere');
  await expect(nadia.getByRole('link', { name: t.threads.choose })).toHaveCount(0);
  await florence.goto('/echanges/pleniere');
  await florence.getByRole('link', { name: t.threads.choose }).click();
  await florence.getByRole('textbox', { name: t.beginning.kinds.choix.titleLabel }).fill('Le sujet de la troisième session');
  await florence.getByRole('textbox', { name: t.compose.label }).fill('Que voulons-nous approfondir ensemble en octobre ?');
  await florence.getByRole('button', { name: t.beginning.publish }).click();
  await florence.waitForURL(/\/fil\/\d+$/);
  const address = new URL(florence.url()).pathname;

  await nadia.goto(address);
  await yann.goto(address);
  await expect(nadia.getByRole('heading', { name: says.title })).toBeVisible();
  await write(nadia, 'PROPOSAL', 'L’évaluation d’impact des alliances.');
  expect(await offered(nadia)).toEqual([says.kinds.MESSAGE, says.kinds.PROPOSAL]);
  await write(florence, 'SETTLEMENT', 'Nous retiendrions l’évaluation d’impact, parce que chaque territoire en a besoin.');
  await expect(nadia.getByRole('article').filter({ hasText: 'Nous retiendrions' }).getByText(t.words.messageKinds.SETTLEMENT, { exact: true })).toBeVisible();

  await write(yann, 'OBJECTION', 'Nous n’avons encore rien à évaluer : commençons par les tiers lieux.');
  const objections = florence.getByRole('region', { name: says.title });
  await expect(objections).toContainText('Nous n’avons encore rien à évaluer');

  await write(florence, 'SETTLEMENT', 'Les tiers lieux d’abord, et l’évaluation en atelier l’après-midi.');
  await expect(objections).not.toContainText('Nous n’avons encore rien à évaluer');
  await expect(objections).toContainText(says.none);
  await write(florence, 'DECISION', 'Nous prenons les tiers lieux.');
  await expect(nadia.getByRole('region', { name: says.title })).toContainText('Nous prenons les tiers lieux.');
  await expect(nadia.getByText(t.parts.resolved, { exact: true })).toBeVisible();
  await expect(nadia.getByRole('combobox', { name: says.kind })).toHaveCount(0);
});
