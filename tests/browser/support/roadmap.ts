// Roadmaps made by the protocol, as their pair and those who read them: what a page shows when everything is there.
import type { Page } from '@playwright/test';

import { ask, type Json, tell } from './community';
import { today } from './round';

export const roadmapWords = 'Nos lieux communs';

/** Begun by one of a pair; of its text nothing is written but the outline. */
export const begin = (pair: Page, title: string, templateKey = 'feuille-de-route'): Promise<number> =>
  tell(pair, { roadmap: { createRoadmap: { templateKey, title } } });

export const act = (who: Page, roadmapId: number, command: object): Promise<number> => tell(who, { roadmap: { roadmapId, ...command } });

export const viewOf = async (who: Page, roadmapId: number): Promise<Json> => (await ask(who, { getRoadmap: { roadmapId } })).view;

/** The text in force, and where some words stand in it. */
export async function passageOf(who: Page, roadmapId: number, words: string): Promise<Json> {
  const { version = '0', text } = await ask(who, { getText: { roadmapId } });
  const from = (text as string).indexOf(words);
  if (from < 0) throw new Error(`« ${words} » is not in the text`);
  return { version, from, to: from + words.length };
}

interface Voices {
  readonly pair: Page;
  readonly peer: Page;
  readonly facilitator: Page;
}

/** Shared with the community, with actions of every status, opinions in every box, words proposed, a version named and one frozen. */
export async function liveRoadmap({ pair, peer, facilitator }: Voices): Promise<number> {
  const id = await begin(pair, roadmapWords, 'plan-de-mise-en-oeuvre');
  const action = (title: string, status: string, due: number, more: object[] = []) =>
    act(pair, id, { addAction: { fields: [{ title }, { status: `ROADMAP_ACTION_STATUS_${status}` }, ...(due ? [{ due: today(due) }] : []), ...more] } });
  const first = await action('Ouvrir la halle un mardi par mois', 'RUNNING', 20, [{ starts: today(-30) }, { owner: 'Ville' }, { partners: 'Union commerçante' }, { means: 'Une clé, deux bénévoles' }, { indicator: 'Quarante personnes' }]);
  await action('Signer la convention d’occupation', 'BLOCKED', -5, [{ owner: 'Service juridique' }]);
  await action('Faire le tour des propriétaires', 'DONE', -40);
  await action('Chiffrer le chauffage', 'TO_START', 90);
  await action('Acheter un camion', 'ABANDONED', 0);
  await act(pair, id, { nameVersion: { name: 'avant la réunion de quartier' } });
  await act(pair, id, { shareRoadmap: { sharing: 'ROADMAP_SHARING_COMMUNITY' } });
  const { version = '0' } = await ask(pair, { getText: { roadmapId: id } });
  await act(pair, id, { freezeRoadmap: { stage: 'ROADMAP_STAGE_IMPLEMENTATION', textVersion: version } });
  await act(pair, id, { beginStage: { stage: 'ROADMAP_STAGE_ROADMAP' } });
  const heading = await passageOf(pair, id, '## 1. Vision et enjeux');
  const passage = { ...heading, from: heading.from + 3 };
  const kept = await act(peer, id, { comment: { box: 'ROADMAP_COMMENT_BOX_CONVINCES', text: 'Le mardi, c’est jour de marché : bonne idée.', anchor: { actionId: String(first) } } });
  await act(peer, id, { comment: { box: 'ROADMAP_COMMENT_BOX_CONTRIBUTION', text: 'Nous avons un modèle de convention, je vous l’envoie.' } });
  await act(facilitator, id, { comment: { box: 'ROADMAP_COMMENT_BOX_PROMPT', text: 'Qui tient la clé quand vous n’êtes pas là ?', anchor: { passage } } });
  await act(pair, id, { answerComment: { commentId: String(kept), verdict: 'ROADMAP_VERDICT_KEPT', answer: 'Oui, et le marché nous prête une table.' } });
  await act(peer, id, { suggestText: { passage, replacement: '1. Vision, enjeux et limites', reason: 'Vous en parlez déjà plus bas.' } });
  return id;
}

/** A pitch, shared, with a question. */
export async function livePitch({ pair, peer }: Pick<Voices, 'pair' | 'peer'>): Promise<number> {
  const id = await begin(pair, 'Cinq minutes pour la halle', 'pitch');
  await act(pair, id, { shareRoadmap: { sharing: 'ROADMAP_SHARING_COMMUNITY' } });
  await act(peer, id, { comment: { box: 'ROADMAP_COMMENT_BOX_QUESTION', text: 'Combien de personnes le mardi ?' } });
  return id;
}
