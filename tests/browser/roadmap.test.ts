// A roadmap from its beginning to its frozen version: the pair writes and shares, a peer says what he thinks, the pair
// answers; whoever it is not shared with learns nothing of it.
import { expect, type Page } from '@playwright/test';

import { fr } from '../../client-web/src/text/fr';
import { ask, tell } from './support/community';
import { act, begin, liveRoadmap, passageOf, viewOf } from './support/roadmap';
import { test } from './support/test';
import { field, isSaved } from './support/writing';

const t = fr.roadmaps;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const part = (page: Page, name: string | RegExp) => page.getByRole('navigation', { name: t.page.parts }).getByRole('link', { name });

test('a pair begins a roadmap from an outline, writes it, and shares it after having seen with whom', async ({ enter }) => {
  const [nadia, stranger, facilitator] = [await enter('p01'), await enter('p10'), await enter('f01')] as const;
  await nadia.goto('/feuilles-de-route');
  await button(nadia, t.list.begin).first().click();
  await dialog(nadia).getByRole('radio', { name: new RegExp(t.stages.ROADMAP.name) }).check();
  await dialog(nadia).getByLabel(t.beginning.name).fill('Nos lieux communs');
  await dialog(nadia).getByRole('button', { name: t.beginning.act }).click();
  await expect(nadia.getByRole('heading', { level: 1, name: 'Nos lieux communs' })).toBeVisible();
  await expect(nadia.getByText(t.sharing.PAIR.ours)).toBeVisible();
  await field(nadia).press('Control+End');
  await nadia.keyboard.type(' Un lieu par village.');
  await isSaved(nadia);
  const id = Number(/\d+$/.exec(new URL(nadia.url()).pathname)![0]);

  // Whom it is not shared with does not learn that it is there.
  for (const page of [stranger, facilitator]) {
    await page.goto(`/feuille-de-route/${id}`);
    await expect(page.getByText(t.page.notYours)).toBeVisible();
    await page.goto('/feuilles-de-route');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('Nos lieux communs')).toHaveCount(0);
  }

  await button(nadia, t.managing.share).click();
  await dialog(nadia).getByRole('radio', { name: t.sharingDialog.choices.SUPPORT }).check();
  await expect(dialog(nadia).getByText('Florence Aubertin')).toBeVisible();
  await expect(dialog(nadia).getByText('Yann Kervadec')).toHaveCount(0);
  await dialog(nadia).getByRole('radio', { name: t.sharingDialog.choices.COMMUNITY }).check();
  await expect(dialog(nadia).getByText('Yann Kervadec')).toBeVisible();
  const { memberIds } = await ask(nadia, { previewSharing: { roadmapId: id, sharing: 'ROADMAP_SHARING_COMMUNITY' } });
  await expect(dialog(nadia).getByText(t.sharingDialog.preview(memberIds.length))).toBeVisible();
  await dialog(nadia).getByRole('button', { name: t.sharingDialog.act.COMMUNITY }).click();
  await expect(nadia.getByText(t.sharing.COMMUNITY.ours)).toBeVisible();

  // The others see it come, without asking.
  await expect(stranger.getByRole('link', { name: 'Nos lieux communs' })).toBeVisible();
  await facilitator.goto('/feuilles-de-route?vue=ensemble');
  await expect(facilitator.getByRole('link', { name: 'Nos lieux communs' })).toBeVisible();
  await expect(facilitator.getByRole('listitem').filter({ hasText: 'Pays de Kerlohan' })).toContainText(t.together.notYet);
});

test('a peer says what he thinks of it and proposes other words; the pair answers, and takes them', async ({ enter }) => {
  const [nadia, yann] = [await enter('p01'), await enter('p10')] as const;
  const id = await begin(nadia, 'Nos lieux communs');
  await act(nadia, id, { shareRoadmap: { sharing: 'ROADMAP_SHARING_COMMUNITY' } });

  await yann.goto(`/feuille-de-route/${id}?vue=avis`);
  await button(yann, t.opinions.give).click();
  await dialog(yann).getByRole('radio', { name: t.opinions.boxes.UNCLEAR }).check();
  await expect(dialog(yann).getByRole('radio', { name: t.opinions.boxes.PROMPT })).toHaveCount(0); // the facilitators'
  await dialog(yann).getByLabel(t.opinions.form.text).fill('Qui tient la clé ?');
  await button(yann, t.opinions.form.act).click();
  await expect(yann.getByText('Qui tient la clé ?')).toBeVisible();

  await part(yann, t.page.text).click();
  await mark(yann, 'Vision et enjeux');
  await button(yann, t.page.suggest).click();
  await expect(dialog(yann).getByLabel(t.opinions.suggestions.replacement)).toHaveValue('Vision et enjeux');
  await dialog(yann).getByLabel(t.opinions.suggestions.replacement).fill('Vision, enjeux et limites');
  await dialog(yann).getByRole('button', { name: t.opinions.suggestions.act, exact: true }).click();
  await expect(dialog(yann)).toHaveCount(0);

  await nadia.goto(`/feuille-de-route/${id}?vue=avis`);
  const opinion = nadia.getByRole('article').filter({ hasText: 'Qui tient la clé ?' });
  await opinion.getByRole('button', { name: t.opinions.answer.act }).click();
  await opinion.getByRole('radio', { name: t.opinions.verdicts.TO_DISCUSS }).check();
  await opinion.getByLabel(t.opinions.answer.words).fill('Nous en parlons jeudi.');
  await opinion.getByRole('button', { name: t.opinions.answer.save }).click();
  await expect(nadia.getByRole('heading', { name: t.opinions.answered })).toBeVisible();
  await button(nadia, t.opinions.suggestions.take).click();
  await expect(nadia.getByText(t.opinions.suggestions.past(1))).toBeVisible();
  expect((await ask(nadia, { getText: { roadmapId: id } })).text).toContain('Vision, enjeux et limites');

  // Yann hears it while he looks.
  await yann.goto(`/feuille-de-route/${id}?vue=avis`);
  await expect(yann.getByText('Nous en parlons jeudi.')).toBeVisible();
  await button(yann, t.opinions.erase).click();
  await dialog(yann).getByRole('button', { name: t.opinions.erase }).click();
  await expect(yann.getByText(t.opinions.erased)).toBeVisible();
  expect(JSON.stringify(await viewOf(nadia, id))).not.toContain('Qui tient la clé');
});

/** Marks words in the text that is only read, as one does with the mouse. */
async function mark(page: Page, words: string): Promise<void> {
  await expect(field(page)).toContainText(words);
  await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.querySelector('.cm-content')!, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent!.indexOf(wanted);
      if (at >= 0) return getSelection()!.setBaseAndExtent(node, at, node, at + wanted.length);
    }
    throw new Error('not there');
  }, words);
}

test('words that moved on meanwhile are not taken unseen', async ({ enter }) => {
  const [nadia, yann] = [await enter('p01'), await enter('p10')] as const;
  const id = await begin(nadia, 'Nos lieux communs');
  await act(nadia, id, { shareRoadmap: { sharing: 'ROADMAP_SHARING_COMMUNITY' } });
  const passage = await passageOf(nadia, id, 'Vision et enjeux');
  await act(yann, id, { suggestText: { passage, replacement: 'Vision' } });
  const { epoch } = await ask(nadia, { getRoadmap: { roadmapId: id } });
  const write = async (words: string, others: string) => {
    const { version = '0', text } = await ask(nadia, { getText: { roadmapId: id } });
    const at = text.indexOf(words);
    const change = { sections: [at, -1, words.length, others.length, text.length - at - words.length, -1], inserted: others };
    await tell(nadia, { pushText: { roadmapId: id, epoch, push: { editorId: '77', baseVersion: version, changes: [change] } } });
  };
  await write('Diagnostic', 'Constat'); // told of; what follows within the minute is not
  await nadia.goto(`/feuille-de-route/${id}?vue=avis`);
  await expect(button(nadia, t.opinions.suggestions.take)).toBeEnabled();
  await write(' et enjeux', ', enjeux');
  await button(nadia, t.opinions.suggestions.take).click();
  await expect(nadia.getByRole('alert').filter({ hasText: t.opinions.suggestions.conflict })).toBeVisible();
  expect((await ask(nadia, { getText: { roadmapId: id } })).text).toContain('Vision, enjeux');
});

test('a version is frozen, compared with today, and brought back; the actions change field by field', async ({ enter }) => {
  const [nadia, guillaume] = [await enter('p01'), await enter('p02')] as const;
  const id = await begin(nadia, 'Nos lieux communs');
  await nadia.goto(`/feuille-de-route/${id}?vue=versions`);
  await button(nadia, t.versions.freeze).click();
  await expect(dialog(nadia).getByText(t.versions.freezing.points[1]!)).toBeVisible();
  await dialog(nadia).getByRole('button', { name: t.versions.freezing.act, exact: true }).click();
  await expect(nadia.getByText(t.versions.frozen(t.stages.ROADMAP.name, 'v2'))).toBeVisible();

  await part(nadia, t.page.text).click();
  await field(nadia).press('Control+End');
  await nadia.keyboard.type('Un paragraphe de trop.');
  await isSaved(nadia);
  await part(nadia, t.page.versions).click();
  await nadia.getByRole('link', { name: t.versions.compareNow }).first().click();
  await expect(nadia.locator('ins')).toContainText('Un paragraphe de trop.');
  await nadia.getByRole('link', { name: t.versions.comparing.back }).click();
  await nadia.getByRole('link', { name: t.versions.read }).first().click();
  await button(nadia, t.versions.bringBack).click();
  await dialog(nadia).getByRole('button', { name: t.versions.bringing.act }).click();
  await expect(field(nadia)).not.toContainText('Un paragraphe de trop.');

  // Two people, two fields of one action, at once.
  const actionId = await act(nadia, id, { addAction: { fields: [{ title: 'Ouvrir la halle' }] } });
  for (const page of [nadia, guillaume]) {
    await page.goto(`/feuille-de-route/${id}?vue=actions`);
    await button(page, t.actions.edit).click();
  }
  await nadia.getByLabel(t.actions.fields.owner).fill('Ville');
  await guillaume.getByLabel(t.actions.fields.due).fill('2031-12-31');
  await nadia.getByLabel(t.actions.fields.owner).press('Tab');
  await guillaume.getByLabel(t.actions.fields.due).blur(); // Tab goes from the day to the month first
  await expect.poll(async () => (await viewOf(nadia, id)).actions.map(({ id: each, owner, due }: Record<string, string>) => [Number(each), owner, due])).toEqual([[actionId, 'Ville', '2031-12-31']]);
  await expect(guillaume.getByLabel(t.actions.fields.owner)).toHaveValue('Ville');
});

test('the pitch shows what is written, is presented with keys, and hears the questions of peers', async ({ enter }) => {
  const [nadia, yann] = [await enter('p01'), await enter('p10')] as const;
  const id = await begin(nadia, 'Cinq minutes pour la halle', 'pitch');
  await act(nadia, id, { shareRoadmap: { sharing: 'ROADMAP_SHARING_COMMUNITY' } });
  await nadia.goto(`/feuille-de-route/${id}?vue=pitch`);
  await expect(nadia.getByText(t.pitch.progress(0, 8))).toBeVisible();
  await button(nadia, t.pitch.present).click();
  await expect(dialog(nadia).getByText(t.pitch.presenting.part(1, 8))).toBeVisible();
  await nadia.keyboard.press('End');
  await yann.goto(`/feuille-de-route/${id}?vue=pitch`);
  await yann.getByLabel(t.pitch.questions.label).fill('Combien de personnes le mardi ?');
  await button(yann, t.pitch.questions.act).click();
  await expect(dialog(nadia).getByText('Combien de personnes le mardi ?')).toBeVisible();
  await button(nadia, t.pitch.presenting.start).click();
  await expect(dialog(nadia).getByRole('timer')).toContainText(t.pitch.presenting.speaking);
  await nadia.keyboard.press('Escape');
  await expect(dialog(nadia)).toHaveCount(0);
});

test('what changed since one was here is told, and nothing once one has seen it', async ({ enter }) => {
  const [nadia, yann, facilitator] = [await enter('p01'), await enter('p10'), await enter('f01')] as const;
  const id = await liveRoadmap({ pair: nadia, peer: yann, facilitator });
  await yann.goto(`/feuille-de-route/${id}?vue=versions`);
  await expect(yann.getByText(t.versions.since.first)).toBeVisible();
  await yann.getByRole('link', { name: t.page.back }).click(); // leaving is what ends a visit
  await expect(yann.getByRole('heading', { level: 1, name: fr.shell.places.roadmaps })).toBeVisible();
  await yann.waitForTimeout(1_500); // until the server knows
  await act(nadia, id, { addAction: { fields: [{ title: 'Inviter la presse' }] } });
  await yann.getByRole('link', { name: 'Nos lieux communs' }).click();
  await expect(yann.getByText(t.versions.since.actions(1))).toBeVisible();
  await button(yann, t.versions.since.seen).click();
  await expect(yann.getByText(t.versions.since.actions(1))).toHaveCount(0);
});

test('a page on which nothing happens asks for nothing', async ({ enter }) => {
  const nadia = await enter('p01');
  const id = await begin(nadia, 'Nos lieux communs');
  let sent = 0;
  nadia.on('websocket', (socket) => socket.on('framesent', () => (sent += 1)));
  for (const address of ['/codeveloppement', '/carte', '/feuilles-de-route', `/feuille-de-route/${id}`, `/feuille-de-route/${id}?vue=versions`]) {
    await nadia.goto(address);
    await expect(nadia.getByRole('heading', { level: 1 })).toBeVisible();
    await nadia.waitForTimeout(1_500);
    sent = 0;
    await nadia.waitForTimeout(2_000);
    expect(sent, `frames from ${address}`).toBeLessThanOrEqual(2);
  }
});
