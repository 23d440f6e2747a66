// A round of co-development from its planning to its return, held live in writing by seven people before seven pages: on
// laptops and on phones, with the server killed in the consultation and the facilitator gone for good in the middle of it.
import { expect } from '@playwright/test';

import { fr as t } from '../../client-web/src/text/fr';
import { threadId } from './support/community';
import { all, phone, planFromThread, Seat, steps, today, words } from './support/round';
import type { Server } from './support/server';
import { Stranger } from './support/stranger';
import { type Fixtures, test } from './support/test';

const title = 'Rouvrir la halle';
const obstacle = 'Nos élus confondent';
const observer = 'Philippe Noyer';
// Words of the round that are in no other text of the community.
const secrets = [title, 'distillerie', 'alambic', 'mirabelle'];
const note = 'Un alambic prêté par la ville voisine a tout débloqué chez nous.';
const kept = 'Je garde l’idée d’une visite avec deux élus, avant tout dossier.';
const action = 'Inviter deux élus à passer une matinée sur place';

interface Round {
  readonly id: number;
  readonly thread: number;
  readonly florence: Seat; // facilitates, until her computer dies
  readonly pascal: Seat; // whose obstacle it is
  readonly yann: Seat; // on a phone; writes the minutes
  readonly nadia: Seat; // on a phone; was the client of the round before
  readonly fatoumata: Seat; // stands by for Florence
  readonly philippe: Seat; // on a phone; observes, when all have agreed
  readonly stranger: Stranger; // Inès, of Pascal's own pair
}

test('a live round in writing: seven people, a killed server, a facilitator who is gone', async ({ enter, server }) => {
  test.setTimeout(600_000);
  const round = await test.step('planned from the thread of an obstacle', () => plan(enter));
  await test.step(steps.frame, () => acceptFrame(round));
  await test.step(steps.report, () => report(round));
  await test.step(steps.subject, () => chooseSubject(round));
  await test.step(steps.account, () => giveAccount(round));
  await test.step(steps.questions, () => ask(round));
  await test.step(steps.contract, () => agree(round));
  await test.step(steps.consultation, () => consult(round, server));
  await test.step('a stranger, in the middle of it', () => round.stranger.seesNothingOf(round.id, secrets));
  await test.step('the facilitator is gone', () => losesFacilitator(round));
  await test.step(steps.synthesis, () => synthesise(round));
  await test.step(steps.learning, () => learn(round));
  await test.step(steps.closing, () => close(round));
  await test.step(steps.followUp, () => followUp(round));
  await test.step('a stranger, after it', () => round.stranger.seesNothingOf(round.id, secrets));
});

async function plan(enter: Fixtures['enter']): Promise<Round> {
  const seat = async (who: string, name: string, device = {}) => new Seat(await enter(who, device), name);
  const florence = await seat('f01', 'Florence Aubertin');
  const pascal = await seat('p13', 'Pascal Escoubès');
  const yann = await seat('p10', 'Yann Kervadec', phone);
  const nadia = await seat('p01', 'Nadia Benhaddou', phone);
  const fatoumata = await seat('p15', 'Fatoumata Diarra');
  const philippe = await seat('o02', observer, phone);
  const stranger = new Stranger(await enter('p14'));
  const thread = await threadId(florence.page, obstacle);

  const hats = {
    [words.planning.client]: words.planning.inRound, // whoever declared the obstacle is proposed
    [words.planning.deputy]: fatoumata.name,
    [words.planning.deputyAfter]: words.planning.minutes(1),
    [words.planning.formerClient]: nadia.name,
    [words.planning.scribe]: yann.name,
    [words.planning.timekeeper]: nadia.name,
  };
  const members = [pascal, yann, nadia, fatoumata].map(({ name }) => name);
  const id = await planFromThread(florence.page, thread, { title, mode: words.modes.WRITTEN, members, hats });
  await all([pascal, yann, nadia, fatoumata], (each) => each.comeIn(title));
  return { id, thread, florence, pascal, yann, nadia, fatoumata, philippe, stranger };
}

const peers = ({ pascal, yann, nadia, fatoumata }: Round) => [pascal, yann, nadia, fatoumata];

async function acceptFrame(round: Round): Promise<void> {
  const { florence, philippe } = round;
  await florence.openStep(steps.frame);
  await all(peers(round).slice(0, 3), (each) => each.press(words.asked.acceptFrame));
  await florence.reads(words.console.lockedUntil);
  await round.fatoumata.press(words.asked.acceptFrame);
  await expect((await florence.panel()).getByRole('button', { name: words.console.open(steps.report) })).toBeEnabled();

  await philippe.page.goto(`/codeveloppement/${round.id}`);
  await philippe.reads(words.room.notYours);
  await florence.proposeObserver(observer);
  for (const each of peers(round)) {
    await each.isTold(words.asked.observerTitle(observer));
    await expect(philippe.page.getByText(words.room.notYours)).toBeVisible();
    await each.press(words.asked.yes);
    await expect(each.page.getByText(words.asked.observerTitle(observer))).toHaveCount(0);
  }
  await philippe.comeIn(title);
  await philippe.press(words.asked.acceptFrame);
  await philippe.isTold(words.panel.listen);
}

async function report(round: Round): Promise<void> {
  await round.florence.openStep(steps.report);
  await round.nadia.say('Retour d’expérience', 'La charte est signée ; le plus dur a été d’oser la montrer.');
  await round.yann.say('Appréciation', 'Merci, cela donne du courage.');
}

/** Preferences are revealed together; the facilitator names somebody after a talk; he says yes, and the thread knows. */
async function chooseSubject(round: Round): Promise<void> {
  const { florence, pascal, yann, nadia, fatoumata } = round;
  const subject = { label: words.textLabels.SUBJECT, ticks: [words.subjectKinds.PROBLEM] };
  const preference = 'Préférence pour « Faire de la distillerie';
  await florence.openStep(steps.subject);
  await pascal.say('Proposition de sujet', 'Trois ans de travail, et on nous parle d’imprimantes.', { ...subject, more: { [words.fields.title]: 'Faire de la distillerie un lieu à tous' } });
  await nadia.say('Proposition de sujet', 'La charte dort dans un tiroir.', { ...subject, more: { [words.fields.title]: 'Faire vivre une charte' } });
  await all([yann, fatoumata], async (each) => {
    await (await each.room()).getByRole('article').filter({ hasText: 'distillerie' }).getByRole('button', { name: words.said.prefer }).click();
    await each.reads(words.said.preferred);
  });
  await expect(pascal.page.getByText(preference)).toHaveCount(0);
  await florence.press(words.console.reveal);
  await pascal.reads(preference);
  await florence.press(words.designation.name(pascal.name));
  await pascal.press(words.asked.acceptClient);
  await expect((await florence.panel()).getByRole('button', { name: words.console.open(steps.account) })).toBeEnabled();

  const inThread = await yann.page.context().newPage();
  await inThread.goto(`/fil/${round.thread}`);
  await expect(inThread.getByText(t.obstacle.inRound)).toBeVisible();
  await inThread.close();
}

async function giveAccount({ florence, pascal, yann, philippe }: Round): Promise<void> {
  await florence.openStep(steps.account);
  await yann.isTold(words.panel.listen);
  await pascal.say('Exposé', 'La distillerie est à la commune. Chaque fois que j’en parle, on me répond « coworking ». Comment le leur faire voir ?');
  await pascal.press('J’ai terminé');
  await philippe.reads(/on me répond « coworking »/);
}

/** One after the other; an idea that comes too early is kept for its time. */
async function ask({ florence, pascal, yann, nadia, fatoumata }: Round): Promise<void> {
  await florence.openStep(steps.questions);
  await florence.unfold(words.console.floor);
  await florence.press(words.console.startTour);
  await yann.reads(words.floor.yours);
  await nadia.reads(words.floor.holder(yann.name));
  await nadia.write('Question', 'As-tu pensé à les faire venir ?', { label: words.textLabels.QUESTION });
  await nadia.isTold(words.hints.disguised);
  await nadia.write('Question', note, { label: words.textLabels.QUESTION });
  await nadia.press(words.composer.keep);
  await yann.say('Question', 'Combien d’élus l’ont visitée ?', { label: words.textLabels.QUESTION });
  await pascal.say('Réponse', 'Un seul, un samedi.', { label: words.textLabels.ANSWER });
  await yann.press(words.gestures.yield);
  await nadia.reads(words.floor.yours);
  await nadia.say('Question', 'Qui en a les clés ?', { label: words.textLabels.QUESTION });
  await pascal.say('Réponse', 'Le garde champêtre et moi.', { label: words.textLabels.ANSWER });
  await nadia.press(words.gestures.yield);
  await fatoumata.press('Je passe');
  await florence.reads(words.gestures.PASS(fatoumata.name));
}

/** One text with versions: a new one begins without agreements, and nothing opens without them. */
async function agree(round: Round): Promise<void> {
  const { florence, pascal, yann, nadia, fatoumata } = round;
  const label = words.textLabels.HELP_REQUEST;
  await florence.openStep(steps.contract);
  await pascal.say('Ma demande', 'J’aimerais que vous m’aidiez à convaincre le conseil.', { label, ticks: [words.helpKinds['idees']!] });
  await all([yann, fatoumata], (each) => each.pressInRoom(words.request.agree));
  await nadia.say('Reformulation', 'Convaincre, ou donner envie ?');
  await pascal.say('Ma demande', 'J’aimerais que vous m’aidiez à donner envie de la distillerie à deux élus.', { label, ticks: [words.helpKinds['temoignages']!] });
  const open = (await florence.panel()).getByRole('button', { name: words.console.open(steps.consultation), exact: true });
  for (const each of [yann, nadia, fatoumata]) {
    await expect(open).toBeDisabled();
    await each.reads('donner envie de la distillerie');
    await each.pressInRoom(words.request.agree);
  }
  await expect(open).toBeEnabled();
}

/** Written in silence while the server dies, revealed together when it is back. */
async function consult({ florence, pascal, yann, nadia, fatoumata, philippe }: Round, server: Server): Promise<void> {
  await florence.openStep(steps.consultation);
  await florence.press(words.console.silence);
  await yann.reads(words.floor.silent);
  await yann.say('Suggestion', 'Un goûter à la mirabelle, un mercredi, avec leurs enfants.');
  await fatoumata.say('Témoignage', 'Chez nous, c’est la salle froide qui a convaincu : ils ont vu les gens revenir.');
  await expect(nadia.page.getByText('mirabelle')).toHaveCount(0);

  await server.kill();
  await nadia.write('Ressenti', 'Je sens que tu portes cela seul.');
  await nadia.press(words.composer.send('Ressenti'));
  await nadia.isTold(words.composer.waitsForNetwork);
  await server.start();
  await expect(nadia.page.getByText(words.composer.waitsForNetwork)).toHaveCount(0, { timeout: 60_000 });
  await expect(pascal.page.getByText('Je sens que tu portes')).toHaveCount(0);
  await florence.press(words.console.reveal);
  await all([pascal, philippe, yann], async (each) => {
    for (const text of ['Un goûter à la mirabelle', 'Chez nous, c’est la salle froide', 'Je sens que tu portes']) {
      await each.reads(text);
      await expect(each.said(text)).toHaveCount(1);
    }
  });

  await nadia.isTold(words.notes.offered);
  await nadia.press(words.notes.say);
  await pascal.reads(note);
  await pascal.say('Précision ou recentrage', 'Le mercredi, le maire est là.');
}

/** Her context is closed; a minute later, and not before, her deputy may take over, and nobody else. */
async function losesFacilitator({ florence, pascal, yann, fatoumata }: Round): Promise<void> {
  const takeOver = (seat: Seat) => seat.page.getByRole('button', { name: words.asked.takeOverAct, exact: true });
  await florence.page.context().close();
  await pascal.press('J’ai ce qu’il me faut');
  await fatoumata.panel();
  await expect(takeOver(fatoumata)).toHaveCount(0);
  await expect(takeOver(fatoumata)).toBeVisible({ timeout: 180_000 });
  await yann.panel();
  await expect(takeOver(yann)).toHaveCount(0);
  await takeOver(fatoumata).click();
  await expect(fatoumata.page.getByRole('heading', { name: words.console.title })).toBeVisible();
}

async function synthesise({ fatoumata, pascal, yann }: Round): Promise<void> {
  await fatoumata.openStep(steps.synthesis);
  await pascal.say('Ce que je retiens', kept, { label: words.textLabels.SYNTHESIS });
  await pascal.say('Action', action, {
    label: words.textLabels.ACTION,
    more: { [words.fields.firstStep]: 'Appeler le maire', [words.fields.dueOn]: today(21), [words.fields.indicator]: 'Deux élus venus' },
  });
  await yann.reads(words.plan.firstStep('Appeler le maire'));
  await yann.say('Offre d’aide', 'Je prête notre livre d’or.');
}

async function learn({ fatoumata, pascal, yann, nadia, philippe }: Round): Promise<void> {
  const label = words.textLabels.LEARNING;
  await fatoumata.openStep(steps.learning);
  await all([pascal, yann, nadia], (each) => each.say('Ce que j’ai appris', `J’ai appris à ralentir (${each.name.split(' ')[0]}).`, { label }));
  await philippe.say('Observation sur le processus', 'Les silences ont servi.');
  await pascal.reads('Les silences ont servi.');
}

/** The client wants minutes; the scribe draws them; the client approves, and chooses what leaves the round. */
async function close({ fatoumata, pascal, yann, nadia, thread }: Round): Promise<void> {
  await fatoumata.openStep(steps.closing);
  await pascal.pressInRoom(words.minutes.wish);
  await yann.pressInRoom(words.minutes.draw);
  const text = yann.page.getByLabel(words.minutes.text);
  await expect(text).toHaveValue(new RegExp(kept));
  for (const { name } of [yann, nadia]) expect(await text.inputValue()).not.toContain(name);
  await yann.pressInRoom(words.minutes.send);
  await pascal.pressInRoom(words.minutes.approve);
  await pascal.page.getByRole('radio', { name: words.shareLevels.SYNTHESIS_AND_ACTIONS.label }).check();
  await pascal.pressInRoom(words.sharing.act);
  await nadia.reads(words.minutes.shared(words.shareLevels.SYNTHESIS_AND_ACTIONS.label));

  const inThread = await nadia.page.context().newPage();
  await inThread.goto(`/fil/${thread}`);
  const returned = inThread.getByRole('article').filter({ hasText: kept });
  await expect(returned).toContainText(action);
  for (const secret of secrets) await expect(returned).not.toContainText(secret);
  await expect(inThread.getByText(t.obstacle.inRound)).toHaveCount(0);
  await inThread.close();
}

async function followUp({ fatoumata, pascal, yann }: Round): Promise<void> {
  await fatoumata.openStep(steps.followUp);
  await pascal.write('Avancement', '', { more: {} });
  await (await pascal.panel()).getByLabel(action, { exact: true }).selectOption({ label: words.actionStatuses.IN_PROGRESS });
  await pascal.press(words.composer.send('Avancement'));
  await yann.reads(`${action} : ${words.actionStatuses.IN_PROGRESS}`);
  await fatoumata.press(words.console.finish);
  await expect(yann.page.getByRole('complementary', { name: words.panel.label })).toHaveCount(0);
  await yann.reads(words.statuses.FINISHED);
}
