// A round of co-development played by the protocol, as its members, up to wherever one wants to look at it.
//
//   const round = await PlayedRound.plan(people);
//   for (const moment of moments) { await round.playTo(moment); … }
import type { Page } from '@playwright/test';

import { ask, type Json, memberId, tell, threadId } from './community';
import { today } from './round';

/** Who is in it, by the demo's names: each with a browser of their own. */
export const cast = { facilitator: 'f01', client: 'p13', phone: 'p10', former: 'p01', deputy: 'p15', observer: 'o02' } as const;

export type Part = keyof typeof cast;
export type People = Readonly<Record<Part, Page>>;

const names: Readonly<Record<Part, string>> = {
  facilitator: 'Florence Aubertin',
  client: 'Pascal Escoubès',
  phone: 'Yann Kervadec',
  former: 'Nadia Benhaddou',
  deputy: 'Fatoumata Diarra',
  observer: 'Philippe Noyer',
};
const parts = Object.keys(cast) as Part[];
const consultants = ['phone', 'former', 'deputy'] as const;

export class PlayedRound {
  id = 0;
  private opening = 0;
  private played = 0;
  private spoken = new Map<string, number>();

  private constructor(
    readonly people: People,
    readonly ids: Readonly<Record<Part, string>>,
  ) {}

  static async plan(people: People): Promise<PlayedRound> {
    const { facilitator } = people;
    const ids = {} as Record<Part, string>;
    for (const part of parts) ids[part] = String(await memberId(facilitator, names[part]));
    const round = new PlayedRound(people, ids);
    const plan = {
      title: 'Donner envie d’un tiers-lieu à ses élus',
      group: 'Groupe C',
      startsAtMs: String(Date.now()),
      mode: 'ROUND_MODE_WRITTEN',
      deputyId: ids.deputy,
      scribeId: ids.phone,
      timekeeperId: ids.former,
      formerClientId: ids.former,
      sourceThreadId: String(await threadId(facilitator, 'Nos élus confondent')),
    };
    const pastActions = [{ id: '1', what: 'Montrer la charte aux deux maires', firstStep: 'Appeler leurs secrétariats', dueOn: today(-7), status: 'PLAN_ACTION_STATUS_TO_DO' }];
    round.id = await tell(facilitator, { round: { planRound: { templateKey: 'standard', plan, memberIds: [ids.client, ids.phone, ids.former, ids.deputy], pastActions } } });
    return round;
  }

  /** Plays on until this moment, itself included. */
  async playTo(moment: Moment): Promise<void> {
    const last = moments.indexOf(moment);
    for (; this.played <= last; this.played += 1) await plays[moments[this.played]!](this);
  }

  does(part: Part, body: object, opening = 0): Promise<number> {
    return tell(this.people[part], { round: { roundId: String(this.id), opening, ...body } });
  }

  async open(step: string): Promise<void> {
    await this.does('facilitator', { openStep: { step } }, this.opening);
    this.opening += 1;
  }

  /** What only some steps allow. */
  contribute(part: Part, kind: string, more: object = {}): Promise<number> {
    return this.does(part, { contribute: { contribution: { kind, ...more } } }, this.opening);
  }

  /** What is possible at any time. */
  aside(part: Part, kind: string, more: object = {}): Promise<number> {
    return this.does(part, { contribute: { contribution: { kind, ...more } } });
  }

  async say(part: Part, kind: string, text: string, more: object = {}): Promise<void> {
    this.spoken.set(text, await this.contribute(part, kind, { text, ...more }));
  }

  /** Of what was said with these words. */
  idOf(text: string): string {
    return String(this.spoken.get(text));
  }

  async view(): Promise<Json> {
    return (await ask(this.people.facilitator, { getRound: { roundId: String(this.id) } })).view;
  }
}

const dream = 'Trois ans de travail, et l’on me répond encore « coworking ».';
const question = 'Combien d’élus sont déjà venus sur place, et à quelle occasion ?';
const other = 'Qui, au conseil, a envie que cela marche ?';

/** What happens until each moment; in this order. */
const plays = {
  async planned() {},
  async frame(round: PlayedRound) {
    await round.open('cadre');
    for (const part of ['client', 'former', 'deputy'] as const) await round.does(part, { acceptFrame: {} });
    await round.does('facilitator', { proposeObserver: { observerId: round.ids.observer } });
    await round.does('former', { answerObserver: { observerId: round.ids.observer, agrees: true } });
  },
  async report(round: PlayedRound) {
    await round.does('phone', { acceptFrame: {} });
    for (const part of ['client', 'phone', 'deputy'] as const) await round.does(part, { answerObserver: { observerId: round.ids.observer, agrees: true } });
    await round.does('observer', { acceptFrame: {} });
    await round.open('retour');
    const [action] = (await round.view()).pastActions;
    await round.say('former', 'retour_experience', 'La charte est montrée, et signée par un maire sur deux. Le plus dur a été d’oser.', { progress: [{ actionId: action.id, status: 'PLAN_ACTION_STATUS_IN_PROGRESS' }] });
    await round.say('deputy', 'appreciation', 'Merci : cela donne du courage pour la suite.');
  },
  async subject(round: PlayedRound) {
    await round.open('choix_sujet');
    const subject = (title: string, subjectKind: string) => ({ title, subjectKind: `SUBJECT_KIND_${subjectKind}`, urgency: 'le budget se vote en mars', expects: 'des façons de le dire' });
    await round.say('client', 'sujet', dream, subject('Donner envie d’un tiers-lieu à deux élus', 'PROBLEM'));
    await round.say('deputy', 'sujet', 'Je voudrais que nos entreprises viennent d’elles-mêmes.', subject('Faire venir les entreprises', 'PROJECT'));
    await round.contribute('phone', 'preference', { subjectId: round.idOf(dream) });
    await round.contribute('facilitator', 'designation', { designatedId: round.ids.client });
  },
  async account(round: PlayedRound) {
    await round.does('client', { answerDesignation: { accepts: true } });
    await round.open('expose');
    await round.say('client', 'expose', 'La halle est vide depuis dix ans. Nous sommes quarante à vouloir y faire un lieu pour toutes et tous : un atelier, une cuisine, un café.\n\nChaque fois que j’en parle au conseil, on me demande combien de bureaux à louer. Comment leur faire voir autre chose ?');
  },
  async questions(round: PlayedRound) {
    await round.open('clarification');
    await round.does('facilitator', { startTour: { orderIds: consultants.map((part) => round.ids[part]) } });
    await round.say('phone', 'question', question);
    await round.say('client', 'reponse', 'Un seul, un samedi, par hasard.', { replyToId: round.idOf(question) });
    await round.does('phone', { yieldFloor: {} });
    await round.say('former', 'question', other);
    await round.aside('deputy', 'note_privee', { text: 'Lui parler de notre goûter avec les enfants des élus.', keptForConsultation: true });
    await round.aside('phone', 'note_privee', { text: 'Penser à proposer une visite chez nous.', keptForConsultation: true });
    await round.aside('former', 'parking', { text: 'Parler un jour de la charte des commerces.' });
  },
  async contract(round: PlayedRound) {
    await round.say('client', 'reponse', 'L’adjointe à la jeunesse, je crois.', { replyToId: round.idOf(other) });
    await round.open('contrat');
    await round.say('client', 'demande', 'J’aimerais que vous m’aidiez à convaincre le conseil.', { helpWanted: ['idees'], version: 0 });
    await round.say('former', 'reformulation', 'Convaincre, ou donner envie ?');
    await round.say('client', 'demande', 'J’aimerais que vous m’aidiez à donner envie à deux élus de passer une heure dans la halle.', { helpWanted: ['idees', 'temoignages'], version: 1 });
    for (const part of ['former', 'deputy'] as const) await round.contribute(part, 'accord', { version: 2 });
  },
  async silence(round: PlayedRound) {
    await round.contribute('phone', 'accord', { version: 2 });
    await round.open('consultation');
    await round.does('facilitator', { startSilentWriting: { forMs: String(5 * 60_000) } });
    await round.say('phone', 'suggestion', 'Un goûter dans la halle, un mercredi, avec les enfants du quartier : on ne présente rien, on montre.');
    await round.say('former', 'temoignage', 'Chez nous, c’est l’eau froide et les manteaux qui ont convaincu : ils ont vu les gens revenir quand même.');
  },
  async consultation(round: PlayedRound) {
    await round.say('deputy', 'ressenti', 'Je sens que tu portes cela bien seul. Qui pourrait inviter à ta place ?');
    await round.does('facilitator', { reveal: {} });
    await round.say('client', 'precision', 'Le mercredi, le maire est au marché, à deux pas.');
    await round.aside('deputy', 'demande_parole');
    await round.aside('phone', 'signal_inconfort', { text: 'On va un peu vite pour moi.' });
  },
  async synthesis(round: PlayedRound) {
    await round.open('synthese');
    await round.say('client', 'synthese', 'Je garde deux choses : montrer au lieu d’expliquer, et ne pas inviter seul.');
    const action = (firstStep: string, days: number, indicator = '') => ({ action: { firstStep, dueOn: today(days), indicator } });
    await round.say('client', 'action', 'Un goûter dans la halle avec deux élus', action('Demander les clés au garde champêtre', 21, 'Deux élus venus, une heure'));
    await round.say('client', 'action', 'Trouver qui invite avec moi', action('Appeler l’adjointe à la jeunesse', 7));
    await round.say('former', 'offre_aide', 'Je prête notre livre d’or et nos photos d’avant.');
  },
  async learning(round: PlayedRound) {
    await round.open('apprentissages');
    await round.say('client', 'apprentissage', 'J’ai appris que je plaidais là où il fallait inviter.');
    for (const part of consultants) await round.say(part, 'apprentissage', `J’ai appris à laisser une question ouverte${{ phone: '', former: ', et à me taire', deputy: ' plus longtemps' }[part]}.`);
    await round.say('observer', 'observation', 'Les silences ont servi : personne ne les a remplis.');
  },
  async closing(round: PlayedRound) {
    await round.open('cloture');
    await round.does('client', { wishMinutes: { wanted: true } });
    const { markdown } = await ask(round.people.phone, { drawMinutes: { roundId: String(round.id) } });
    await round.say('phone', 'compte_rendu', markdown);
  },
  async followUp(round: PlayedRound) {
    const { sourceThreadId } = (await round.view()).plan;
    await round.contribute('client', 'validation_cr', { agrees: true });
    await round.contribute('client', 'choix_partage', { shareLevel: 'SHARE_LEVEL_SYNTHESIS_AND_ACTIONS', targetThreadId: sourceThreadId });
    await round.open('suivi');
  },
  async finished(round: PlayedRound) {
    await round.does('facilitator', { finishRound: {} }, (await round.view()).opening);
  },
} satisfies Record<string, (round: PlayedRound) => Promise<void>>;

export type Moment = keyof typeof plays;
export const moments = Object.keys(plays) as Moment[];
