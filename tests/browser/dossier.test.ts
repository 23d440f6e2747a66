// From a message to a committee: the author is asked, says yes, and the words are in the dossier that is published, with
// figures that hide what comes from too few; a link opens it without an account; the yes can be taken back.
import { fr as t } from '../../client-web/src/text/fr';
import { taking } from '../../client-web/src/text/fr/taking';
import { ask, threadId } from './support/community';
import { expect, test } from './support/test';

const title = 'Mi-parcours, septembre';

test('a quote is asked for, allowed, published with the figures, read by the committee and without an account, and taken back', async ({ enter, browser, server }) => {
  test.setTimeout(180_000);
  const florence = await enter('f01');
  const yann = await enter('p10');
  const orientation = await enter('o01');
  const id = await threadId(florence, 'La Criée');
  const members = (await ask(florence, { getSnapshot: {} })).members as { id: string; name: string }[];
  const yannId = members.find(({ name }) => name === 'Yann Kervadec')!.id;

  await yann.goto(`/fil/${id}`);
  await yann.getByRole('button', { name: t.compose.open }).click();
  const words = 'On a ouvert la halle un soir par semaine, et les gens sont venus.';
  await yann.getByRole('textbox', { name: t.compose.label }).fill(`Chez nous : ${words} Le reste a suivi.`);
  await yann.getByRole('button', { name: t.compose.send, exact: true }).click();

  await florence.goto(`/fil/${id}`);
  const message = florence.getByRole('article').filter({ hasText: words });
  await message.getByRole('button', { name: t.thread.menu.message }).click();
  await florence.getByRole('menuitem', { name: t.thread.menu.askQuote }).click();
  const dialog = florence.getByRole('dialog', { name: t.quotes.ask.title });
  await dialog.getByRole('textbox', { name: t.quotes.ask.words }).fill('On a ouvert la halle, et tout le monde est venu.');
  await dialog.getByRole('button', { name: t.quotes.ask.act, exact: true }).click();
  await expect(dialog.getByText(t.quotes.ask.notInside)).toBeVisible();
  await dialog.getByRole('textbox', { name: t.quotes.ask.words }).fill(words);
  await dialog.getByRole('button', { name: t.quotes.ask.act, exact: true }).click();
  await expect(dialog).toHaveCount(0);

  await yann.goto('/');
  const asked = yann.getByRole('region', { name: t.quotes.title });
  await expect(asked).toContainText(words);
  await asked.getByRole('button', { name: t.quotes.yes }).click();
  await expect(asked).toHaveCount(0);

  await florence.goto('/animation/a-faire');
  await expect(florence.getByRole('region', { name: t.toDo.quotes.allowedTitle })).toContainText(words);

  await florence.goto('/comites/orientation');
  await florence.getByRole('link', { name: t.committees.dossiers.prepare }).click();
  await florence.getByRole('textbox', { name: t.committees.draft.name }).fill(title);
  await florence.getByRole('textbox', { name: new RegExp(`^${t.committees.draft.words}`) }).fill('Le parcours tient **bon**.');
  await florence.getByRole('checkbox', { name: /On a ouvert la halle/ }).check();
  await expect(florence.getByRole('table', { name: t.committees.figures.wholeTitle })).toContainText(t.committees.figures.territories);
  await florence.getByRole('button', { name: t.committees.draft.publish }).click();
  await florence.getByRole('dialog').getByRole('button', { name: t.committees.draft.publish }).click();
  await florence.waitForURL(/\/dossier\/\d+$/);
  await expect(florence.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(florence.getByText('Yann Kervadec', { exact: false }).last()).toBeVisible();

  await orientation.goto('/comites');
  await expect(orientation.getByRole('heading', { level: 1, name: t.words.channels.ORIENTATION })).toBeVisible();
  await expect(orientation.getByRole('button', { name: t.shell.write, exact: true })).toHaveCount(0);
  await orientation.getByRole('link', { name: title }).click();
  await expect(orientation.getByRole('article')).toContainText(words);
  await expect(orientation.getByRole('article')).toContainText(t.committees.figures.hidden);
  await expect(orientation.getByRole('button', { name: t.committees.dossier.links })).toHaveCount(0);

  await florence.getByRole('button', { name: t.committees.dossier.links }).click();
  await florence.getByRole('button', { name: taking.make }).click();
  const address = await florence.getByRole('textbox', { name: taking.theLink }).inputValue();
  const outside = await (await browser.newContext({ baseURL: server.origin })).newPage();
  await outside.goto(address);
  await expect(outside.getByText(words)).toBeVisible();
  await outside.context().close();

  await yann.goto('/compte#citations');
  await yann.getByRole('button', { name: t.quotes.takeBack }).click();
  await expect(yann.getByRole('button', { name: t.quotes.allowAfterAll })).toBeVisible();
  const { allowedQuotes = [] } = await ask(florence, { drawDossier: {} });
  expect(allowedQuotes.filter(({ authorId }: { authorId: string }) => authorId === yannId)).toEqual([]);
});
