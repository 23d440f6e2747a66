// A round for tests: seven steps, a client (5), three consultants (6, 7, 8) and a facilitator (9); as much of it as the
// test is about.
import { create } from '@bufbuild/protobuf';
import { ContributionSchema, RoundParticipantSchema, RoundViewSchema } from '../protocol/gen/ramure/v1/round_pb';
import { RoundTemplateSchema } from '../protocol/gen/ramure/v1/round_template_pb';
import {
  Attendance,
  ContributionMeaning as Meaning,
  RoundMode,
  RoundRole,
  RoundStatus,
  type Contribution,
  type RoundParticipant,
  type RoundTemplate,
  type RoundView,
  type StepOpening,
} from '../protocol/messages';
import { plain, wire, type Fields } from '../protocol/plain';
import type { RoundRoom } from '../state/state';

const whole = <T>(schema: Parameters<typeof wire>[0], fields: object): T => plain(create(schema, wire(schema, fields as Fields) as never)) as T;

export const client = 5;
export const facilitator = 9;

export const said = (id: number, change: Partial<Contribution> = {}): Contribution =>
  whole<Contribution>(ContributionSchema, { id, authorId: 6, opening: 1, atMs: id, shownSeq: id, meaning: Meaning.WORDS, kind: 'mot', ...change });

export const person = (memberId: number, change: Partial<RoundParticipant> = {}): RoundParticipant =>
  whole<RoundParticipant>(RoundParticipantSchema, {
    memberId,
    role: RoundRole.CONSULTANT,
    isPeer: true,
    attendance: Attendance.EXPECTED,
    frameAcceptedAtMs: 1,
    ...change,
  });

const kinds = [
  ['accord_cadre', Meaning.FRAME_ACCEPTANCE],
  ['message_cadre', Meaning.FRAMING],
  ['expose', Meaning.WORDS],
  ['termine', Meaning.DONE],
  ['question', Meaning.QUESTION],
  ['reponse', Meaning.ANSWER],
  ['passe', Meaning.PASS],
  ['demande', Meaning.HELP_REQUEST],
  ['reformulation', Meaning.WORDS],
  ['accord', Meaning.AGREEMENT],
  ['suggestion', Meaning.ADVICE],
  ['temoignage', Meaning.ADVICE],
  ['precision', Meaning.WORDS],
  ['nourri', Meaning.NOURISHED],
  ['note_privee', Meaning.PRIVATE_NOTE],
  ['demande_parole', Meaning.FLOOR_REQUEST],
] as const;

const step = (key: string, optional: boolean, ofClient: string[], ofConsultants: string[], floorInTurn = false) => ({
  key,
  label: key,
  optional,
  floorInTurn,
  rights: [
    { role: RoundRole.CLIENT, kinds: ofClient },
    { role: RoundRole.CONSULTANT, kinds: ofConsultants },
    { role: RoundRole.FACILITATOR, kinds: ['message_cadre'] },
  ],
});

export const form = whole<RoundTemplate>(RoundTemplateSchema, {
  key: 'standard',
  followsMethod: true,
  kinds: kinds.map(([key, meaning]) => ({ key, label: key, meaning })),
  always: [RoundRole.CLIENT, RoundRole.CONSULTANT].map((role) => ({ role, kinds: ['note_privee', 'demande_parole'] })),
  steps: [
    step('cadre', true, ['accord_cadre'], ['accord_cadre']),
    step('retour', true, [], ['question', 'passe']),
    step('choix', true, [], ['passe']),
    step('expose', false, ['expose', 'termine'], []),
    step('clarification', false, ['reponse'], ['question', 'passe'], true),
    step('contrat', false, ['demande'], ['question', 'reformulation', 'accord']),
    step('consultation', false, ['precision', 'nourri'], ['suggestion', 'temoignage', 'passe'], true),
  ],
});

/** One opening of a step. */
export const opened = (step: string, more: Partial<StepOpening> = {}): StepOpening => ({ step, atMs: 1, reason: '', seq: 0, ...more });

export function roomWith(view: Partial<RoundView> = {}, all: readonly Contribution[] = []): RoundRoom {
  const people = [person(client), person(6), person(7), person(8), person(facilitator, { role: RoundRole.FACILITATOR, isPeer: false })];
  const held = whole<RoundView>(RoundViewSchema, {
    id: 50,
    status: RoundStatus.RUNNING,
    plan: { mode: RoundMode.IN_ROOM, facilitatorId: facilitator },
    participants: people,
    clientId: client,
    step: 5,
    opening: 1,
    ...view,
  });
  return {
    id: 50,
    view: held,
    form,
    contributions: new Map(all.map((each) => [each.id, each])),
    lacksWords: false,
    deskChannelId: 0,
    serverTimeMs: 0,
    asOf: 1,
    wordsAsOf: 1,
  };
}
