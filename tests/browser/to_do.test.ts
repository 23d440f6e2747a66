// « À faire »: the first page of those who animate leads to what waits, each line to its act; nobody else is shown it. And where
// a territory stands is set by them and seen by all.
import { fr as t } from '../../client-web/src/text/fr';
import { ask, tell } from './support/community';
import { clearResources } from './support/commons';
import { expect, test } from './support/test';

test('who has just come is welcomed, what is proposed is published, from the list', async ({ enter }) => {
  test.setTimeout(120_000);
  const nadia = await enter('p01'); // and has just accepted the frame
  const florence = await enter('f01');
  await clearResources(florence);
  const { channels = [] } = await ask(nadia, { getSnapshot: {} });
  const proposals = channels.find(({ kind }: { kind: string }) => kind === 'CHANNEL_KIND_RESOURCE_PROPOSALS').id;
  const title = 'Grille de lecture des alliances';
  await tell(nadia, { openThread: { channelId: proposals, kind: 'THREAD_KIND_RESOURCE', title, body: 'Une page, à remplir à deux.' } });

  await florence.goto('/');
  const card = florence.getByRole('region', { name: t.toDo.title });
  await expect(card.getByRole('link', { name: t.toDo.lines.resources(1) })).toBeVisible();
  await card.getByRole('link', { name: new RegExp(t.toDo.lines.visits(2)) }).or(card.getByRole('link', { name: t.toDo.lines.visits(1) })).first().click();
  await expect(florence.getByRole('heading', { name: t.toDo.visits.title })).toBeVisible();

  await florence.getByRole('button', { name: t.resources.proposals.publishOf(title) }).click();
  await florence.getByRole('dialog').getByRole('button', { name: t.resources.publishing.act, exact: true }).click();
  await expect(florence.getByRole('heading', { name: t.toDo.resources.title })).toHaveCount(0);

  const name = 'Nadia';
  await florence.getByRole('button', { name: new RegExp(`^${t.toDo.visits.welcomeTo(name)}`) }).click();
  await florence.waitForURL(/\/conversation\/\d+$/);

  await nadia.goto('/');
  await expect(nadia.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(nadia.getByRole('region', { name: t.toDo.title })).toHaveCount(0);
  await nadia.goto('/animation/a-faire');
  await expect(nadia.getByText(t.facilitation.notYours)).toBeVisible();
});

test('where a territory stands is set by those who animate, and told live to all', async ({ enter }) => {
  const florence = await enter('f01');
  const nadia = await enter('p01');
  const { territories = [] } = await ask(nadia, { getSnapshot: {} });
  const { id, name } = territories[4];

  await nadia.goto('/carte');
  const row = nadia.getByRole('row').filter({ hasText: name });
  await expect(row).toBeVisible();
  await expect(row.getByText(t.standing.states.PAUSED)).toHaveCount(0);

  await florence.goto(`/reseau/territoire/${id}`);
  await florence.getByRole('button', { name: t.standing.change }).click();
  await florence.getByRole('radio', { name: t.standing.states.PAUSED, exact: true }).check();
  await florence.getByRole('dialog').getByRole('button', { name: t.shell.save }).click();
  await expect(florence.getByRole('dialog')).toHaveCount(0);

  await expect(row.getByText(t.standing.states.PAUSED)).toBeVisible();
  await nadia.goto(`/reseau/territoire/${id}`);
  await expect(nadia.getByText(new RegExp(`${t.standing.states.PAUSED}, `))).toBeVisible();
  await expect(nadia.getByRole('button', { name: t.standing.change })).toHaveCount(0);
});
