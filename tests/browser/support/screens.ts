// Every page and every state of it that somebody may ask to see, and how one gets there.
import { expect, type Page } from '@playwright/test';

import { fr } from '../../../client-web/src/text/fr';
import type { LiveCourse } from './course';
import type { Scene } from './scene';

/** The catalogue of a language: what is on screen is looked for by the words that stand there. */
export type Words = typeof fr;

export interface Screen {
  readonly name: string;
  /** Who looks, by the demo's names. Nobody: whoever is not signed in. */
  readonly who?: string;
  readonly at: string | ((scene: Scene) => string);
  /** What one does there. */
  readonly act?: (page: Page, t: Words) => Promise<void>;
  /** Leaves the browser in a state from which no other screen begins. */
  readonly isLast?: boolean;
}

type Say = (t: Words) => string | RegExp;

const click = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).first().click();
const press = (say: Say) => (page: Page, t: Words) => click(page, say(t));

/** What begins like this, whatever follows. */
const startOf = (words: string) => new RegExp(`^${words.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\s/g, '\\s')}`);

const openDialog = (say: Say) => async (page: Page, t: Words) => {
  await click(page, say(t));
  await page.getByRole('dialog').waitFor();
};

const inMenu = (menu: Say, item: Say) => async (page: Page, t: Words) => {
  await click(page, menu(t));
  await page.getByRole('menuitem', { name: item(t), exact: true }).click();
};

const testimony = ({ testimony: id }: Scene) => `/fil/${id}`;

const door: Screen[] = [
  { name: 'sign-in', at: '/connexion' },
  { name: 'sign-in-missing', at: '/connexion', act: press((t) => t.door.signIn.submit) },
  {
    name: 'sign-in-wrong',
    at: '/connexion',
    async act(page, t) {
      await page.getByLabel(t.door.signIn.name, { exact: true }).fill('camille.durand');
      await page.getByLabel(t.door.signIn.password, { exact: true }).fill('ce n’est pas le mien');
      await click(page, t.door.signIn.submit);
      await page.getByText(t.door.signIn.wrong).waitFor();
    },
  },
  { name: 'invitation-spent', at: '/invitation#nulle-part' },
];

const reading: Screen[] = [
  { name: 'home', who: 'p01', at: '/' },
  { name: 'home-long-absence', who: 'p03', at: '/' },
  { name: 'home-up-to-date', who: 'p05', at: '/' },
  { name: 'home-facilitator', who: 'f01', at: '/' },
  { name: 'home-orientation', who: 'o01', at: '/' },
  { name: 'write-menu', who: 'p01', at: '/', act: press((t) => t.shell.write) },
  { name: 'exchanges', who: 'p01', at: '/echanges' },
  { name: 'exchanges-filters', who: 'p01', at: '/echanges/fils?non-lus=1', act: openFilters },
  { name: 'exchanges-none', who: 'p01', at: '/echanges/fils?theme=1' },
  { name: 'exchanges-archived', who: 'p01', at: '/echanges?archives=1' },
  { name: 'plenary', who: 'p01', at: '/echanges/pleniere' },
  { name: 'threads', who: 'p01', at: '/echanges/fils' },
  { name: 'obstacles', who: 'p01', at: '/echanges/freins' },
  { name: 'worked', who: 'p01', at: '/echanges/ce-qui-a-marche' },
  { name: 'map', who: 'p01', at: '/carte' },
  { name: 'search', who: 'p01', at: '/recherche' },
  { name: 'search-results', who: 'p01', at: '/recherche?q=financement', act: (page) => page.locator('main mark').first().waitFor() },
  { name: 'search-nothing', who: 'p01', at: '/recherche?q=introuvable-vraiment' },
  { name: 'search-conditions', who: 'p01', at: '/recherche?q=statut:ouvert' },
];

async function openFilters(page: Page, t: Words): Promise<void> {
  const button = page.getByRole('button', { name: startOf(t.threads.filters.open(0)) });
  if (await button.isVisible()) await button.click();
}

const inThread: Screen[] = [
  { name: 'thread', who: 'p01', at: testimony },
  { name: 'thread-at-message', who: 'p01', at: ({ testimony: id, testimonyMiddle }) => `/fil/${id}?m=${testimonyMiddle}` },
  { name: 'thread-long', who: 'p01', at: ({ plenary }) => `/fil/${plenary}` },
  { name: 'thread-archived', who: 'p01', at: ({ archived }) => `/fil/${archived}` },
  { name: 'thread-reader', who: 'o02', at: testimony },
  { name: 'thread-menu', who: 'f01', at: testimony, act: press((t) => t.thread.menu.label) },
  { name: 'message-menu', who: 'f01', at: testimony, act: press((t) => t.thread.menu.message) },
  { name: 'message-reactions', who: 'f01', at: testimony, act: press((t) => t.thread.menu.react) },
  { name: 'who-reads', who: 'p01', at: testimony, act: openDialog((t) => t.shell.whoReads.open) },
  { name: 'thread-jump', who: 'p01', at: testimony, act: inMenu((t) => t.thread.menu.label, (t) => t.thread.menu.jump) },
  { name: 'thread-rename', who: 'f01', at: testimony, act: inMenu((t) => t.thread.menu.label, (t) => t.thread.menu.rename) },
  { name: 'thread-merge', who: 'f01', at: testimony, act: inMenu((t) => t.thread.menu.label, (t) => t.thread.menu.merge) },
  { name: 'thread-move', who: 'f01', at: testimony, act: inMenu((t) => t.thread.menu.label, (t) => t.thread.menu.pick) },
  { name: 'thread-summary-edited', who: 'p01', at: testimony, act: press((t) => t.parts.edit) },
  { name: 'thread-remove', who: 'f01', at: testimony, act: inMenu((t) => t.thread.menu.message, (t) => t.thread.menu.remove) },
  { name: 'thread-unknown', who: 'p01', at: '/fil/999999' },
  {
    name: 'composer',
    who: 'f01',
    at: testimony,
    async act(page, t) {
      await click(page, t.compose.open);
      const field = page.getByRole('textbox', { name: t.compose.label });
      await field.fill('Merci à toutes et à tous. Je retiens **deux choses** pour la session 3 :\n\n- commencer petit ;\n- ');
      await field.press('End');
      await field.pressSequentially('@Yan');
      await page.getByRole('listbox').waitFor();
    },
  },
  { name: 'composer-draft', who: 'p01', at: testimony, act: press((t) => startOf(t.compose.resume(''))) },
];

const writing: Screen[] = [
  { name: 'write-question', who: 'p01', at: '/ecrire?genre=question' },
  { name: 'write-testimony', who: 'p01', at: '/ecrire?genre=temoignage' },
  { name: 'write-missing', who: 'p01', at: '/ecrire?genre=question', act: press((t) => t.beginning.publish) },
  { name: 'declare', who: 'p01', at: '/frein/nouveau' },
  {
    name: 'declare-similar',
    who: 'p01',
    at: '/frein/nouveau',
    async act(page, t) {
      await page.getByLabel(t.declaring.declare.sentence).fill('La subvention d’amorçage s’arrête et plus personne ne finance l’animation');
      await page.getByText(t.declaring.similar.title).waitFor();
    },
  },
  { name: 'declare-details', who: 'p01', at: '/frein/nouveau', act: (page, t) => page.getByText(t.declaring.declare.details).click() },
  { name: 'obstacle', who: 'p01', at: ({ obstacle }) => `/fil/${obstacle}` },
  { name: 'obstacle-own', who: 'p11', at: ({ open }) => `/fil/${open}` },
  { name: 'obstacle-status', who: 'p11', at: ({ open }) => `/fil/${open}`, act: openDialog((t) => t.obstacle.status.open) },
  { name: 'obstacle-card', who: 'p11', at: ({ open }) => `/fil/${open}`, act: openDialog((t) => t.obstacle.edit) },
];

const people: Screen[] = [
  { name: 'territory', who: 'p04', at: '/territoire' },
  { name: 'territory-guests', who: 'p15', at: '/territoire', act: openDialog((t) => t.territory.guests.open) },
  { name: 'territory-followed', who: 'f03', at: '/territoire' },
  { name: 'network', who: 'p01', at: '/reseau' },
  { name: 'network-people', who: 'p01', at: '/reseau?vue=personnes' },
  { name: 'network-conversations', who: 'p01', at: '/reseau?vue=conversations' },
  { name: 'network-no-conversation', who: 'p05', at: '/reseau?vue=conversations' },
  { name: 'territory-profile', who: 'p01', at: ({ territory }) => `/reseau/territoire/${territory}` },
  { name: 'territory-profile-edited', who: 'p09', at: ({ territory }) => `/reseau/territoire/${territory}`, act: openDialog((t) => t.network.editTerritory) },
  { name: 'person-profile', who: 'p01', at: ({ person }) => `/reseau/personne/${person}` },
  { name: 'conversation', who: 'p01', at: ({ conversation }) => `/conversation/${conversation}` },
  { name: 'account', who: 'p01', at: '/compte' },
];

const gathering = (which: keyof LiveCourse, rest = '') => ({ course }: Scene) => `/rencontre/${course[which]}${rest}`;

const inCourse: Screen[] = [
  { name: 'course', who: 'p01', at: '/parcours', act: unfoldAll },
  { name: 'course-facilitator', who: 'f01', at: '/parcours' },
  { name: 'course-orientation', who: 'o01', at: '/parcours' },
  { name: 'gathering', who: 'p01', at: gathering('session') },
  { name: 'gathering-past', who: 'p01', at: gathering('past'), act: press((t) => t.course.evaluation.change) },
  { name: 'gathering-facilitator', who: 'f01', at: gathering('past') },
  { name: 'gathering-cancelled', who: 'p01', at: gathering('cancelled') },
  { name: 'gathering-unknown', who: 'p01', at: '/rencontre/999999' },
  { name: 'gathering-planning', who: 'f01', at: '/parcours/planifier', act: press((t) => t.planning.act) },
  { name: 'gathering-edited', who: 'f01', at: gathering('session', '/modifier') },
  { name: 'gathering-cancelling', who: 'f01', at: gathering('session'), act: openDialog((t) => t.course.page.cancel) },
  { name: 'workshop-open', who: 'f01', at: gathering('past'), act: openDialog((t) => t.course.workshop.open) },
  { name: 'workshop', who: 'p01', at: ({ course }) => `/parcours/atelier/${course.workshop}` },
  { name: 'workshop-facilitator', who: 'f01', at: ({ course }) => `/parcours/atelier/${course.workshop}`, act: showCode },
  { name: 'workshop-phone-lost', at: '/atelier/nulle-part' },
  { name: 'notebook', who: 'p01', at: '/parcours/carnet' },
  { name: 'notebook-entry', who: 'p01', at: ({ course }) => `/parcours/carnet?rencontre=${course.past}` },
];

async function showCode(page: Page, t: Words): Promise<void> {
  const code = page.getByRole('button', { name: t.wall.code });
  const picture = page.getByRole('img', { name: t.wall.picture });
  await code.or(picture).first().waitFor();
  if (await code.isVisible()) await code.click();
  await picture.waitFor();
}

const inRounds: Screen[] = [
  { name: 'rounds', who: 'p01', at: '/codeveloppement' },
  { name: 'round-practice', who: 'f01', at: '/codeveloppement/essai' },
  { name: 'round-planning', who: 'f01', at: '/codeveloppement/planifier', act: unfoldAll },
  { name: 'round-console', who: 'f01', at: ({ round }) => `/codeveloppement/${round}`, act: unfoldAll },
  { name: 'round-composer', who: 'p10', at: ({ round }) => `/codeveloppement/${round}`, act: raisePanel },
];

async function unfoldAll(page: Page): Promise<void> {
  await page.locator('main summary').first().waitFor();
  await page.locator('main details').evaluateAll((all) => all.forEach((each) => ((each as HTMLDetailsElement).open = true)));
}

/** On a phone what one may do is folded at the foot of the page; unfolded it stays so, also where it stands beside. */
async function raisePanel(page: Page): Promise<void> {
  const window = page.viewportSize()!;
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('complementary').getByRole('button', { expanded: false }).first().click();
  await page.setViewportSize(window);
}

const roadmap = (vue = '') => ({ roadmap: id }: Scene) => `/feuille-de-route/${id}${vue && `?vue=${vue}`}`;

const inRoadmaps: Screen[] = [
  { name: 'roadmaps', who: 'p01', at: '/feuilles-de-route' },
  { name: 'roadmaps-none', who: 'p05', at: '/feuilles-de-route' },
  { name: 'roadmaps-begin', who: 'p01', at: '/feuilles-de-route', act: openDialog((t) => t.roadmaps.list.begin) },
  { name: 'roadmaps-together', who: 'f01', at: '/feuilles-de-route?vue=ensemble' },
  { name: 'roadmap-text', who: 'p01', at: roadmap() },
  { name: 'roadmap-reader', who: 'p10', at: roadmap() },
  { name: 'roadmap-share', who: 'p01', at: roadmap(), act: openDialog((t) => t.roadmaps.managing.share) },
  { name: 'roadmap-pens', who: 'p01', at: roadmap(), act: inMenu((t) => t.roadmaps.page.manage, (t) => t.roadmaps.managing.pens) },
  { name: 'roadmap-status', who: 'p01', at: roadmap(), act: inMenu((t) => t.roadmaps.page.manage, (t) => t.roadmaps.managing.status) },
  { name: 'roadmap-stage', who: 'p01', at: roadmap(), act: inMenu((t) => t.roadmaps.page.manage, (t) => t.roadmaps.managing.stage) },
  { name: 'roadmap-actions', who: 'p01', at: roadmap('actions'), act: press((t) => t.roadmaps.actions.edit) },
  { name: 'roadmap-actions-reader', who: 'p10', at: roadmap('actions') },
  { name: 'roadmap-opinions', who: 'p01', at: roadmap('avis'), act: press((t) => t.roadmaps.opinions.answer.act) },
  { name: 'roadmap-opinion', who: 'f01', at: roadmap('avis'), act: openDialog((t) => t.roadmaps.opinions.give) },
  { name: 'roadmap-versions', who: 'p01', at: roadmap('versions') },
  { name: 'roadmap-freeze', who: 'p01', at: roadmap('versions'), act: openDialog((t) => t.roadmaps.versions.freeze) },
  { name: 'roadmap-remove-passage', who: 'p01', at: roadmap('versions'), act: openDialog((t) => t.roadmaps.versions.removing.act) },
  { name: 'roadmap-compare', who: 'p01', at: roadmap('versions&de=0&a=0') },
  { name: 'roadmap-pitch', who: 'p01', at: ({ pitch }) => `/feuille-de-route/${pitch}?vue=pitch` },
  { name: 'roadmap-presenting', who: 'p01', at: ({ pitch }) => `/feuille-de-route/${pitch}?vue=pitch`, act: openDialog((t) => t.roadmaps.pitch.present) },
  { name: 'roadmap-unknown', who: 'p01', at: '/feuille-de-route/999999' },
];

const inCommons: Screen[] = [
  { name: 'resources', who: 'p01', at: '/ressources' },
  { name: 'resources-proposals', who: 'p13', at: '/ressources/propositions' },
  { name: 'resources-publish', who: 'f01', at: '/ressources/propositions', act: openDialog((t) => startOf(t.resources.proposals.publish)) },
  { name: 'resource-propose', who: 'p01', at: '/ressources/proposer', act: press((t) => t.resources.form.act) },
  { name: 'resource', who: 'p01', at: ({ commons }) => `/fil/${commons.resource}` },
  { name: 'resource-proposal', who: 'f01', at: ({ commons }) => `/fil/${commons.proposal}` },
  { name: 'choice-open', who: 'f01', at: '/ecrire?genre=choix' },
  { name: 'choice', who: 'p01', at: ({ commons }) => `/fil/${commons.choice}`, act: press((t) => t.compose.open) },
  { name: 'choice-facilitator', who: 'f01', at: ({ commons }) => `/fil/${commons.choice}`, act: press((t) => t.compose.open) },
  { name: 'home-asked-for-quote', who: 'p10', at: '/' },
  { name: 'quote-ask', who: 'f01', at: testimony, act: inMenu((t) => t.thread.menu.message, (t) => t.thread.menu.askQuote) },
  { name: 'account-quotes', who: 'p10', at: '/compte#citations' },
  { name: 'committee', who: 'o01', at: '/comites' },
  { name: 'committee-facilitator', who: 'f01', at: '/comites/orientation' },
  { name: 'dossier', who: 'o01', at: ({ commons }) => `/dossier/${commons.dossier}` },
  { name: 'dossier-links', who: 'f01', at: ({ commons }) => `/dossier/${commons.dossier}`, act: openDialog((t) => t.committees.dossier.links) },
  { name: 'dossier-draft', who: 'f01', at: '/dossier/nouveau' },
  { name: 'dossier-unknown', who: 'p01', at: '/dossier/999999' },
  { name: 'to-do', who: 'f01', at: '/animation/a-faire' },
  { name: 'territory-standing', who: 'f01', at: ({ territory }) => `/reseau/territoire/${territory}`, act: openDialog((t) => t.standing.change) },
];

const facilitation: Screen[] = [
  { name: 'facilitation-word', who: 'f01', at: '/animation/mot' },
  { name: 'facilitation-backstage', who: 'f01', at: '/animation/coulisses' },
  { name: 'facilitation-members', who: 'f01', at: '/animation/membres' },
  { name: 'facilitation-invitations', who: 'f01', at: '/animation/invitations' },
  {
    name: 'facilitation-invited',
    who: 'f01',
    at: '/animation/invitations',
    async act(page, t) {
      await page.getByLabel(t.facilitation.invitations.name).fill('Clémence Vasseur');
      const form = page.locator('form').filter({ hasText: t.facilitation.invitations.new });
      await form.getByLabel(t.facilitation.members.territory).selectOption({ index: 1 });
      await click(page, t.facilitation.invitations.act);
      await page.getByText(t.facilitation.invitations.once).waitFor();
    },
  },
  { name: 'facilitation-themes', who: 'f01', at: '/animation/thematiques' },
  { name: 'facilitation-territories', who: 'f01', at: '/animation/territoires' },
  { name: 'facilitation-archive', who: 'f01', at: '/animation/archives' },
  { name: 'facilitation-not-yours', who: 'p01', at: '/animation' },
];

const badLuck: Screen[] = [
  { name: 'not-found', who: 'p01', at: '/nulle-part' },
  {
    name: 'offline',
    who: 'p13',
    at: testimony,
    isLast: true,
    async act(page, t) {
      await click(page, t.compose.open);
      const field = page.getByRole('textbox', { name: t.compose.label });
      await field.fill('Je réponds depuis le train, sans réseau.');
      await page.context().setOffline(true);
      await field.press('Control+Enter');
      await page.getByText(t.thread.unsent.waiting).first().waitFor();
      await page.getByText(startOf(t.shell.status.offline)).first().waitFor({ state: 'attached' });
    },
  },
  { name: 'offline-home', who: 'p14', at: '/', isLast: true, act: goOffline },
];

async function goOffline(page: Page, t: Words): Promise<void> {
  await page.context().setOffline(true);
  await page.getByText(startOf(t.shell.status.offline)).first().waitFor({ state: 'attached' });
}

export const screens: readonly Screen[] = [...door, ...reading, ...inThread, ...writing, ...people, ...inCourse, ...inRounds, ...inRoadmaps, ...inCommons, ...facilitation, ...badLuck];

/** Goes there, and waits until what was on its way is there. */
export async function open(page: Page, screen: Screen, scene: Scene, t: Words = fr): Promise<void> {
  const address = typeof screen.at === 'string' ? screen.at : screen.at(scene);
  await page.goto(address);
  await settle(page, t);
  await screen.act?.(page, t);
  await settle(page, t);
}

/** What is on its way has come, pictures are drawn, nothing moves. */
export async function settle(page: Page, t: Words = fr): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await expect(page.getByText(t.shell.loading, { exact: true })).toHaveCount(0);
  await page.evaluate(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await drawn(); // a colour scheme or a width that has just changed begins to count, and to move colours, with a frame
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    const moving = document.getAnimations().filter((animation) => animation.effect?.getTiming().iterations !== Infinity);
    await Promise.all(moving.map((animation) => animation.finished.catch(() => {})));
    await drawn();
  });
}
