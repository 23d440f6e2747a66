import { expect, test } from 'vitest';
import type { Unsent } from '../../client.svelte';
import { ChannelKind, RefusalCode, ThreadKind, type CommandBody, type Refusal } from '../../protocol/messages';
import { welcomed } from '../../testing/told';
import { placeOf, waitingFor } from './waiting';

const { state } = welcomed({ channels: [{ id: 40, kind: ChannelKind.CONVERSATION }], memberships: [{ channelId: 40, memberId: 5, canWrite: true }] });
const of = (body: unknown) => body as CommandBody;
const course = (kind: string, value: object) => of({ case: 'course', value: { body: { case: kind, value } } });

test.each([
  [of({ case: 'postMessage', value: { threadId: 10, body: 'x' } }), '/fil/10'],
  [of({ case: 'openThread', value: { channelId: 2, kind: ThreadKind.QUESTION } }), '/ecrire'],
  [of({ case: 'openThread', value: { channelId: 2, kind: ThreadKind.RESOURCE } }), '/ressources/proposer'],
  [of({ case: 'openThread', value: { channelId: 40, kind: ThreadKind.DISCUSSION } }), '/conversation/40'],
  [of({ case: 'declareObstacle', value: { title: 'x' } }), '/frein/nouveau'],
  [course('addSentence', { workshopId: 7, text: 'x' }), '/parcours/atelier/7'],
  [course('openWorkshop', { gatheringId: 8 }), '/rencontre/8'],
  [course('planGathering', {}), '/parcours/planifier'],
  [course('publishDossier', {}), '/dossier/nouveau'],
  [course('sortSentence', { sentenceId: 3 }), ''],
  [of({ case: 'markRead', value: { threadId: 10 } }), ''],
])('what was refused is listed where it was written: %j at %s', (body, href) => {
  expect(placeOf(body, state)).toBe(href);
});

test('a refused sentence is no longer said to wait for the network', () => {
  const refusal = { code: RefusalCode.FORBIDDEN } as Refusal;
  const row = { key: 'a', writtenAtMs: 0, threadId: 0, isTried: false } as const;
  const body = course('addSentence', { workshopId: 7, text: 'x' });
  expect(waitingFor(state, [{ ...row, body, refusal } as Unsent]).map(({ kind, href }) => [kind, href])).toEqual([['refused', '/parcours/atelier/7']]);
  expect(waitingFor(state, [{ ...row, body, refusal: undefined } as Unsent])[0]?.kind).toBe('unsent');
  expect(waitingFor(state, [{ ...row, body: course('sortSentence', {}), refusal: undefined } as Unsent])).toEqual([]);
});
