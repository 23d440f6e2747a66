// What all have in common, made by the protocol: resources and proposals, the choice of a subject, a quote and a dossier.
import type { Page } from '@playwright/test';

import { ask, type Json, tell } from './community';

export interface Commons {
  readonly resource: number;
  readonly proposal: number; // that waits
  readonly choice: number; // the facilitators have proposed, and somebody objects
  readonly dossier: number; // of the orientation committee, with a quote
}

export interface Voices {
  readonly facilitator: Page;
  readonly member: Page;
  readonly peer: Page;
}

/** The channel of a kind: 'RESOURCES', 'ORIENTATION' … */
export async function placeOf(page: Page, kind: string): Promise<string> {
  const { channels = [] } = await ask(page, { getSnapshot: {} });
  const found = channels.find((channel: Json) => channel.kind === `CHANNEL_KIND_${kind}`);
  if (!found) throw new Error(`there is no place of kind ${kind}`);
  return found.id;
}

/** Puts away the resources and proposals of the demo, by a facilitator: a test counts its own. */
export async function clearResources(page: Page): Promise<void> {
  for (const kind of ['RESOURCES', 'RESOURCE_PROPOSALS']) {
    const { rows = [] } = await ask(page, { listThreads: { channelId: await placeOf(page, kind), limit: 200 } });
    for (const { thread } of rows) await tell(page, { archiveThread: { threadId: thread.id, archived: true } });
  }
}

export async function themeOf(page: Page, position: number): Promise<string> {
  const { themes = [] } = await ask(page, { getSnapshot: {} });
  return themes[position].id;
}

export async function propose(page: Page, title: string, body: string, themeId: string): Promise<number> {
  const channelId = await placeOf(page, 'RESOURCE_PROPOSALS');
  return tell(page, { openThread: { channelId, kind: 'THREAD_KIND_RESOURCE', title, body, themeId } });
}

export const publish = (page: Page, threadId: number): Promise<number> => tell(page, { course: { publishResource: { threadId } } });

export async function liveCommons({ facilitator, member, peer }: Voices): Promise<Commons> {
  const theme = await themeOf(member, 4);
  const guide = await propose(member, 'Guide pratique du tiers lieu rural', 'Un pas à pas de trente pages, avec un modèle de convention.\n\nhttps://exemple.invalid/guide', theme);
  const resource = await publish(facilitator, guide);
  const proposal = await propose(member, 'Grille de lecture des alliances', 'Une page, à remplir à deux avant une première rencontre.', theme);
  return { resource, proposal, choice: await choose({ facilitator, member, peer }), dossier: await publishDossier({ facilitator, member, peer }, theme) };
}

async function choose({ facilitator, member, peer }: Voices): Promise<number> {
  const channelId = await placeOf(facilitator, 'PLENARY');
  const body = 'Que voulons-nous approfondir ensemble en octobre ?';
  const threadId = await tell(facilitator, { openThread: { channelId, kind: 'THREAD_KIND_CHOICE', title: 'Le sujet de la troisième session', body } });
  const say = (page: Page, kind: string, text: string, more: object = {}) => tell(page, { postMessage: { threadId, kind: `MESSAGE_KIND_${kind}`, body: text, ...more } });
  await say(member, 'PROPOSAL', 'L’évaluation d’impact des alliances : nos élus nous la demandent.');
  await say(peer, 'PROPOSAL', 'Les tiers lieux, parce que nous en ouvrons un.');
  const settlement = await say(facilitator, 'SETTLEMENT', 'Nous retiendrions l’évaluation d’impact : chaque territoire en a besoin cette année.');
  await say(peer, 'OBJECTION', 'Nous n’avons encore rien à évaluer. Un atelier sur les tiers lieux lèverait cette objection.', { replyToId: settlement });
  return threadId;
}

async function publishDossier({ facilitator, peer }: Voices, themeId: string): Promise<number> {
  const channelId = await placeOf(peer, 'THEMES');
  const words = 'On a ouvert la halle un soir par semaine, et les gens sont venus.';
  const threadId = await tell(peer, { openThread: { channelId, kind: 'THREAD_KIND_TESTIMONY', title: 'La halle, un soir par semaine', body: `Chez nous : ${words}`, themeId } });
  const { messages = [] } = await ask(peer, { getHistory: { threadId, limit: 5 } });
  const asked = await tell(facilitator, { course: { askForQuote: { messageId: messages[0].id, words } } });
  await tell(peer, { course: { answerQuote: { quoteId: asked, allowed: true } } });
  const second = await tell(peer, { postMessage: { threadId, body: 'Cette année nous recommençons, avec deux écoles.' } });
  await tell(facilitator, { course: { askForQuote: { messageId: second, words: 'Cette année nous recommençons, avec deux écoles.' } } });
  return tell(facilitator, {
    course: { publishDossier: { channelId: await placeOf(facilitator, 'ORIENTATION'), title: 'Mi-parcours, septembre', words: 'Le parcours tient **bon**.', quoteIds: [asked] } },
  });
}
