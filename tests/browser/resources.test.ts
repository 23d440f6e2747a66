// « Centre de ressources »: what a member proposes is published by a facilitator, with its words and files, and found there by
// somebody else; whoever proposed it is told what became of it.
import { fr as t } from '../../client-web/src/text/fr';
import { clearResources } from './support/commons';
import { expect, test } from './support/test';

const title = 'Guide pratique du tiers lieu rural';
const link = 'https://exemple.invalid/guide-tiers-lieu';
const what = 'Un pas à pas de trente pages. Il nous a servi à préparer la convention d’occupation.';

test('a resource is proposed, published, found, and its fate told', async ({ enter }) => {
  test.setTimeout(120_000);
  const says = t.resources;
  const nadia = await enter('p01');
  const florence = await enter('f01');
  const yann = await enter('p10');
  await clearResources(florence);

  await nadia.goto('/ressources/proposer');
  await nadia.getByRole('button', { name: says.form.act, exact: true }).click();
  await expect(nadia.getByRole('textbox', { name: says.form.title })).toBeFocused();
  await expect(nadia.getByText(says.form.titleShort)).toBeVisible();
  await nadia.getByRole('textbox', { name: says.form.title }).fill(title);
  await nadia.getByRole('textbox', { name: says.form.what }).fill(what);
  await nadia.locator('input[type=file]').setInputFiles({ name: 'guide.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') });
  await nadia.getByRole('textbox', { name: new RegExp(`^${says.form.link}`) }).fill('exemple.invalid');
  await nadia.getByRole('button', { name: says.form.act, exact: true }).click();
  await expect(nadia.getByText(says.form.linkWrong)).toBeVisible();

  // What was typed survives a reload; only the file has to be chosen again.
  await nadia.getByRole('textbox', { name: new RegExp(`^${says.form.link}`) }).fill(link);
  await nadia.reload();
  await expect(nadia.getByRole('textbox', { name: says.form.what })).toHaveValue(what);
  await nadia.locator('input[type=file]').setInputFiles({ name: 'guide.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') });
  await nadia.getByRole('combobox', { name: says.form.theme }).selectOption({ index: 5 });
  await expect(nadia.getByText('guide.pdf')).toBeVisible();
  await nadia.getByRole('button', { name: says.form.act, exact: true }).click();
  await nadia.waitForURL(/\/fil\/\d+$/);
  await expect(nadia.getByText(says.fate.proposed)).toBeVisible();
  await expect(nadia.getByRole('button', { name: says.proposals.publish, exact: true })).toHaveCount(0);

  await yann.goto('/ressources');
  await expect(yann.getByText(says.empty)).toBeVisible();

  await florence.goto('/ressources/propositions');
  await florence.getByRole('button', { name: says.proposals.publishOf(title) }).click();
  await florence.getByRole('dialog').getByRole('button', { name: says.publishing.act, exact: true }).click();
  await expect(florence.getByText(says.publishing.done)).toBeVisible();

  // Told live to whoever has the list before them.
  await expect(yann.getByRole('link', { name: title })).toBeVisible();
  await yann.getByRole('searchbox', { name: says.search }).fill('convention');
  await yann.getByRole('button', { name: says.find, exact: true }).click();
  await expect(yann.getByText(says.found(1))).toBeVisible();
  await yann.getByRole('searchbox', { name: says.search }).fill('introuvable-vraiment');
  await yann.getByRole('button', { name: says.find, exact: true }).click();
  await expect(yann.getByRole('main').getByText(says.nothing)).toBeVisible();
  await yann.getByRole('main').getByRole('button', { name: says.clear }).click();
  await yann.getByRole('link', { name: title }).click();
  const first = yann.getByRole('article').first();
  await expect(first).toContainText(what);
  await expect(first.getByRole('link', { name: link })).toHaveAttribute('href', link);
  await expect(first).toContainText('guide.pdf');

  await expect(nadia.getByText(says.fate.toAll)).toBeVisible();
  await nadia.goto('/ressources/propositions');
  const mine = nadia.getByRole('region', { name: says.proposals.mine });
  await expect(mine.getByText(says.fate.published, { exact: true })).toBeVisible();
  await mine.getByRole('link', { name: says.fate.see }).click();
  await expect(nadia.getByRole('heading', { level: 1, name: title })).toBeVisible();
});
