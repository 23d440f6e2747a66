// The course by the protocol: gatherings that are over and ahead, a workshop with its wall, a meeting of a follow-up.
import type { Page } from '@playwright/test';

import { ask, type Json, newKey, tell } from './community';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export const course = (who: Page, command: object): Promise<number> => tell(who, { course: command });

/** The channel of a kind that this person reads: 'PLENARY', 'PERSONAL_FOLLOW_UP' … */
export async function channelOf(who: Page, kind: string): Promise<number> {
  const { channels = [] } = await ask(who, { getSnapshot: {} });
  const found = channels.find((each: Json) => each.kind === `CHANNEL_KIND_${kind}`);
  if (!found) throw new Error(`nobody here reads a channel of kind ${kind}`);
  return Number(found.id);
}

export interface Plan {
  readonly title: string;
  readonly kind?: string;
  readonly inDays: number; // before now where it is less than 0
  readonly hours?: number;
  readonly place?: string; // kind of the channel
  readonly more?: object;
}

export async function plan(who: Page, { title, kind = 'SESSION', inDays, hours = 7, place = 'PLENARY', more = {} }: Plan): Promise<number> {
  const startsAtMs = Math.round((Date.now() + inDays * dayMs) / hourMs) * hourMs;
  const gathering = {
    channelId: await channelOf(who, place), kind: `GATHERING_KIND_${kind}`, title,
    startsAtMs: String(startsAtMs), endsAtMs: String(startsAtMs + hours * hourMs), timeZone: 'Europe/Paris',
    ...(kind === 'SESSION' ? { sessionNumber: 1 } : {}), ...more,
  };
  return course(who, { planGathering: { gathering } });
}

export const answer = (who: Page, gatheringId: number, participation: string): Promise<number> =>
  course(who, { answerGathering: { gatheringId, participation: `PARTICIPATION_${participation}` } });

export async function openWorkshop(facilitator: Page, gatheringId: number, question: string): Promise<number> {
  return course(facilitator, { openWorkshop: { gatheringId, question, closesAtMs: String(Date.now() + 2 * hourMs) } });
}

/** A phone in the room says a sentence, without an account. */
export async function sayByCode(origin: string, code: string, text: string, commandKey = newKey()): Promise<number> {
  const response = await fetch(`${origin}/api/workshops/by-code/${code}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({ commandKey, text }),
  });
  return response.status;
}

export interface LiveCourse {
  readonly session: number; // ahead, with a programme, documents and answers
  readonly past: number; // over, evaluated by three territories and more
  readonly cancelled: number;
  readonly workshop: number; // open, with sentences, one of them sorted
}

interface Voices {
  readonly facilitator: Page;
  readonly catalysts: readonly Page[]; // of three territories at least
}

export async function liveCourse({ facilitator, catalysts }: Voices): Promise<LiveCourse> {
  const programme = [
    { part: 'PROGRAMME_PART_THEORY', title: 'Identifier les enjeux', text: 'Se positionner, **piloter**, pérenniser l’ingénierie.' },
    { part: 'PROGRAMME_PART_APPLIED', title: 'Codéveloppement sur les bilans' },
    { part: 'PROGRAMME_PART_ENCOUNTER', title: 'Une maire raconte' },
  ];
  const documents = [{ title: 'Le kit de co-construction', url: 'https://ressources.example/kit' }];
  const past = await plan(facilitator, {
    title: 'Comprendre', inDays: -3,
    more: { place: 'Salle des fêtes de Sauveclaire', outcome: 'Chaque binôme repart avec son bilan.' },
  });
  const session = await plan(facilitator, {
    title: 'Mettre en œuvre', inDays: 12,
    more: { sessionNumber: 2, place: 'La Criée, Port-Ysandre', videoUrl: 'https://visio.example/s2', description: 'Apportez votre bilan.', programme, documents },
  });
  const cancelled = await plan(facilitator, { title: 'Visite du tiers lieu', kind: 'VISIT', inDays: 20 });
  await course(facilitator, { cancelGathering: { gatheringId: cancelled, because: 'La route est coupée.' } });
  await plan(facilitator, { title: 'Financer l’ingénierie', kind: 'WEBINAR', inDays: 30, hours: 1 });
  const said = ['COMING', 'MAYBE', 'NOT_COMING', 'COMING'];
  for (const [index, catalyst] of catalysts.entries()) {
    await answer(catalyst, session, said[index % said.length]!);
    await course(catalyst, { evaluateGathering: { gatheringId: past, evaluation: { useful: 4 - (index % 2), learntFromPeers: 3, wasHeard: 4, keeps: 'Le récit de la halle.' } } });
  }
  const workshop = await openWorkshop(facilitator, past, 'Qu’est-ce qui vous freine aujourd’hui ?');
  const sentences: number[] = [];
  for (const text of ['Le temps manque entre deux réunions', 'Personne ne finance l’animation', 'On se connaît mal']) {
    sentences.push(await course(facilitator, { addSentence: { workshopId: workshop, text } }));
  }
  const { themes = [] } = await ask(facilitator, { getSnapshot: {} });
  await course(facilitator, { sortSentence: { sentenceId: sentences[1], themeId: themes[0].id } });
  return { session, past, cancelled, workshop };
}
