// Every page and every state of it that somebody may ask to see, and how one gets there.
import { expect, type Page } from '@playwright/test';

import type { Scene } from './scene';

export interface Screen {
  readonly name: string;
  /** Who looks, by the demo's names. Nobody: whoever is not signed in. */
  readonly who?: string;
  readonly at: string | ((scene: Scene) => string);
  /** What one does there. */
  readonly act?: (page: Page, scene: Scene) => Promise<void>;
  /** Leaves the browser in a state from which no other screen begins. */
  readonly isLast?: boolean;
}

const press = (name: string | RegExp) => async (page: Page) => {
  const button = page.getByRole('button', { name });
  await button.first().click();
};

const openDialog = (name: string | RegExp) => async (page: Page) => {
  await press(name)(page);
  await page.getByRole('dialog').waitFor();
};

const inMenu = (menu: string | RegExp, item: string | RegExp) => async (page: Page) => {
  await press(menu)(page);
  await page.getByRole('menuitem', { name: item }).or(page.getByRole('menuitemcheckbox', { name: item })).first().click();
};

const testimony = ({ testimony: id }: Scene) => `/fil/${id}`;

const door: Screen[] = [
  { name: 'sign-in', at: '/connexion' },
  { name: 'sign-in-missing', at: '/connexion', act: press('Se connecter') },
  {
    name: 'sign-in-wrong',
    at: '/connexion',
    async act(page) {
      await page.getByLabel('Identifiant').fill('camille.durand');
      await page.getByLabel('Mot de passe', { exact: true }).fill('ce n’est pas le mien');
      await press('Se connecter')(page);
      await page.getByText('Identifiant ou mot de passe inconnu').waitFor();
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
  { name: 'write-menu', who: 'p01', at: '/', act: press('Écrire') },
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
  { name: 'search-results', who: 'p01', at: '/recherche?q=financement', act: async (page) => page.getByText(/résultats?\./).first().waitFor() },
  { name: 'search-nothing', who: 'p01', at: '/recherche?q=introuvable-vraiment' },
  { name: 'search-conditions', who: 'p01', at: '/recherche?q=statut:ouvert' },
];

async function openFilters(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: /^Affiner/ });
  if (await button.isVisible()) await button.click();
}

const inThread: Screen[] = [
  { name: 'thread', who: 'p01', at: testimony },
  { name: 'thread-at-message', who: 'p01', at: ({ testimony: id, testimonyMiddle }) => `/fil/${id}?m=${testimonyMiddle}` },
  { name: 'thread-long', who: 'p01', at: ({ plenary }) => `/fil/${plenary}` },
  { name: 'thread-archived', who: 'p01', at: ({ archived }) => `/fil/${archived}` },
  { name: 'thread-reader', who: 'o02', at: testimony },
  { name: 'thread-menu', who: 'f01', at: testimony, act: press('Autres actions sur ce fil') },
  { name: 'message-menu', who: 'f01', at: testimony, act: press('Autres actions sur ce message') },
  { name: 'message-reactions', who: 'f01', at: testimony, act: press('Réagir') },
  { name: 'who-reads', who: 'p01', at: testimony, act: openDialog('Qui lit ici ?') },
  { name: 'thread-jump', who: 'p01', at: testimony, act: inMenu('Autres actions sur ce fil', 'Aller à une date') },
  { name: 'thread-rename', who: 'f01', at: testimony, act: inMenu('Autres actions sur ce fil', 'Changer le titre') },
  { name: 'thread-merge', who: 'f01', at: testimony, act: inMenu('Autres actions sur ce fil', 'Réunir avec un autre fil') },
  { name: 'thread-move', who: 'f01', at: testimony, act: inMenu('Autres actions sur ce fil', 'Déplacer des messages') },
  { name: 'thread-summary-edited', who: 'p01', at: testimony, act: press('Modifier') },
  { name: 'thread-remove', who: 'f01', at: testimony, act: inMenu('Autres actions sur ce message', 'Retirer') },
  { name: 'thread-unknown', who: 'p01', at: '/fil/999999' },
  {
    name: 'composer',
    who: 'f01',
    at: testimony,
    async act(page) {
      await press(/^Écrire une réponse/)(page);
      const field = page.getByRole('textbox', { name: 'Votre message' });
      await field.fill('Merci à toutes et à tous. Je retiens **deux choses** pour la session 3 :\n\n- commencer petit ;\n- ');
      await field.press('End');
      await field.pressSequentially('@Yan');
      await page.getByRole('listbox').waitFor();
    },
  },
  { name: 'composer-draft', who: 'p01', at: testimony, act: press(/^Reprendre votre brouillon/) },
];

const writing: Screen[] = [
  { name: 'write-question', who: 'p01', at: '/ecrire?genre=question' },
  { name: 'write-testimony', who: 'p01', at: '/ecrire?genre=temoignage' },
  { name: 'write-missing', who: 'p01', at: '/ecrire?genre=question', act: press('Publier') },
  { name: 'declare', who: 'p01', at: '/frein/nouveau' },
  {
    name: 'declare-similar',
    who: 'p01',
    at: '/frein/nouveau',
    async act(page) {
      await page.getByLabel('Qu’est-ce qui bloque ?').fill('La subvention d’amorçage s’arrête et plus personne ne finance l’animation');
      await page.getByText('D’autres l’ont peut-être déjà vécu').waitFor();
    },
  },
  { name: 'declare-details', who: 'p01', at: '/frein/nouveau', act: (page) => page.getByText('Ajouter des détails maintenant').click() },
  { name: 'obstacle', who: 'p01', at: ({ obstacle }) => `/fil/${obstacle}` },
  { name: 'obstacle-own', who: 'p11', at: ({ open }) => `/fil/${open}` },
  { name: 'obstacle-status', who: 'p11', at: ({ open }) => `/fil/${open}`, act: openDialog('Faire le point') },
  { name: 'obstacle-card', who: 'p11', at: ({ open }) => `/fil/${open}`, act: openDialog('Compléter la fiche') },
];

const people: Screen[] = [
  { name: 'territory', who: 'p04', at: '/territoire' },
  { name: 'territory-guests', who: 'p15', at: '/territoire', act: openDialog('Inviter') },
  { name: 'territory-followed', who: 'f03', at: '/territoire' },
  { name: 'network', who: 'p01', at: '/reseau' },
  { name: 'network-people', who: 'p01', at: '/reseau?vue=personnes' },
  { name: 'network-conversations', who: 'p01', at: '/reseau?vue=conversations' },
  { name: 'network-no-conversation', who: 'p05', at: '/reseau?vue=conversations' },
  { name: 'territory-profile', who: 'p01', at: ({ territory }) => `/reseau/territoire/${territory}` },
  { name: 'territory-profile-edited', who: 'p09', at: ({ territory }) => `/reseau/territoire/${territory}`, act: openDialog('Modifier cette page') },
  { name: 'person-profile', who: 'p01', at: ({ person }) => `/reseau/personne/${person}` },
  { name: 'conversation', who: 'p01', at: ({ conversation }) => `/conversation/${conversation}` },
  { name: 'account', who: 'p01', at: '/compte' },
  { name: 'rounds', who: 'p01', at: '/codeveloppement' },
  { name: 'path', who: 'p01', at: '/parcours' },
];

const facilitation: Screen[] = [
  { name: 'facilitation-word', who: 'f01', at: '/animation/mot' },
  { name: 'facilitation-backstage', who: 'f01', at: '/animation/coulisses' },
  { name: 'facilitation-members', who: 'f01', at: '/animation/membres' },
  { name: 'facilitation-member', who: 'f01', at: '/animation/membres', act: openDialog(/^Modifier la place de/) },
  { name: 'facilitation-invitations', who: 'f01', at: '/animation/invitations' },
  {
    name: 'facilitation-invited',
    who: 'f01',
    at: '/animation/invitations',
    async act(page) {
      await page.getByLabel('Son nom, tel que les autres le verront').fill('Clémence Vasseur');
      await page.getByLabel('Rôle').selectOption({ label: 'animation' });
      await press('Créer l’invitation')(page);
      await page.getByText('Ce lien n’est montré qu’une fois').waitFor();
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
    async act(page) {
      await press(/^Écrire une réponse/)(page);
      const field = page.getByRole('textbox', { name: 'Votre message' });
      await field.fill('Je réponds depuis le train, sans réseau.');
      await page.context().setOffline(true);
      await field.press('Control+Enter');
      await page.getByText('Non envoyé, sera envoyé au retour du réseau').first().waitFor();
      await page.getByText(/^Hors ligne/).first().waitFor({ state: 'attached' });
    },
  },
  { name: 'offline-home', who: 'p14', at: '/', isLast: true, act: goOffline },
];

async function goOffline(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page.getByText(/^Hors ligne/).first().waitFor({ state: 'attached' });
}

export const screens: readonly Screen[] = [...door, ...reading, ...inThread, ...writing, ...people, ...facilitation, ...badLuck];

/** Goes there, and waits until what was on its way is there. */
export async function open(page: Page, screen: Screen, scene: Scene): Promise<void> {
  const address = typeof screen.at === 'string' ? screen.at : screen.at(scene);
  await page.goto(address);
  await settle(page);
  await screen.act?.(page, scene);
  await settle(page);
}

/** What is on its way has come, pictures are drawn, nothing moves. */
export async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await expect(page.getByText(/^(Chargement en cours|Loading)$/)).toHaveCount(0);
  await page.evaluate(async () => {
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    const moving = document.getAnimations().filter((animation) => animation.effect?.getTiming().iterations !== Infinity);
    await Promise.all(moving.map((animation) => animation.finished.catch(() => {})));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}
