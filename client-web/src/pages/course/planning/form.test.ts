import { beforeAll, describe, expect, test } from 'vitest';
import { GatheringKind, ProgrammePart, type Gathering } from '../../../protocol/messages';
import { tongue } from '../../../text/text.svelte';
import { emptyForm, faultsOf, formOf, formSent, gatheringFrom, messageOf, type GatheringForm } from './form';
import { rebased } from './rebase';

const origin = 'https://ramure.example';
const whole: GatheringForm = {
  ...emptyForm(GatheringKind.SESSION, 'Indian/Reunion', 2),
  title: 'Mettre en œuvre', day: '2018-06-28', time: '09:30', endDay: '2018-06-28', endTime: '17:00',
  videoUrl: 'https://visio.example/salle',
  programme: [{ part: ProgrammePart.THEORY, title: 'Bien démarrer', text: '' }],
  documents: [{ title: 'Le guide', address: 'https://exemple.fr/guide.pdf' }, { title: 'La fiche', address: '/fil/12?m=34' }],
};

beforeAll(() => tongue.tellTimesOf('Europe/Paris'));

test('times are those of the place, wherever one plans', () => {
  const { startsAtMs, endsAtMs } = gatheringFrom(whole, origin);
  expect([startsAtMs, endsAtMs]).toEqual([Date.parse('2018-06-28T05:30:00Z'), Date.parse('2018-06-28T13:00:00Z')]);
});

test('what is sent comes back into the same fields', () => {
  const sent = { ...gatheringFrom(whole, origin), documents: [{ title: 'Le guide', url: 'https://exemple.fr/guide.pdf', messageId: 0 }, { title: 'La fiche', url: '', messageId: 34 }] };
  expect(formOf(sent as unknown as Gathering, () => 12)).toEqual(whole);
});

test('an address of a message is that message, also with the name of the server', () => {
  expect(messageOf('/fil/12?m=34', origin)).toBe(34);
  expect(messageOf(`${origin}/fil/12?m=34`, origin)).toBe(34);
  for (const other of ['https://ailleurs.example/fil/12?m=34', '/fil/12', '/echanges?m=34', 'http://[', '']) expect(messageOf(other, origin), other).toBe(0);
});

describe('a form', () => {
  test('that is whole has no faults', () => {
    expect(faultsOf(whole, origin)).toEqual([]);
    expect(faultsOf({ ...whole, endDay: '' }, origin)).toEqual([]); // it ends on its day
  });

  test.each([
    ['title', { title: '  ' }],
    ['number', { sessionNumber: 0 }],
    ['number', { sessionNumber: 10 }],
    ['starts', { day: '' }],
    ['starts', { time: '' }],
    ['ends', { endTime: '' }],
    ['ends', { endTime: '09:30' }],
    ['ends', { endDay: '2018-06-27' }],
    ['long', { endDay: '2018-07-14' }],
    ['video', { videoUrl: 'visio.example' }],
    ['video', { videoUrl: 'javascript:alert(1)' }],
    ['part', { programme: [{ part: ProgrammePart.THEORY, title: '', text: 'x' }] }],
    ['document', { documents: [{ title: '', address: 'https://exemple.fr' }] }],
    ['document', { documents: [{ title: 'Le guide', address: 'chez moi' }] }],
  ])('says that %s is wrong in %j', (fault, change) => {
    expect(faultsOf({ ...whole, ...change }, origin)).toEqual([fault]);
  });

  test('of 15 days is allowed, and numbers are of sessions alone', () => {
    expect(faultsOf({ ...whole, endDay: '2018-07-13', endTime: '09:30' }, origin)).toEqual([]);
    expect(faultsOf({ ...whole, kind: GatheringKind.VISIT, sessionNumber: 0 }, origin)).toEqual([]);
    expect(gatheringFrom({ ...whole, kind: GatheringKind.VISIT }, origin).sessionNumber).toBe(0);
  });
});

describe('a form whose gathering somebody else has changed', () => {
  test('follows where it was not touched, and keeps what was written', () => {
    const mine = { ...whole, place: 'La Criée' };
    const theirs = { ...whole, title: 'Mettre en œuvre ensemble' };
    expect(rebased(mine, whole, theirs)).toEqual({ form: { ...whole, place: 'La Criée', title: 'Mettre en œuvre ensemble' }, clashes: [] });
  });

  test('names the fields in which both wrote, and keeps its own words there', () => {
    const mine = { ...whole, place: 'La Criée', programme: [] };
    const theirs = { ...whole, place: 'Le Marché', programme: [...whole.programme, { part: ProgrammePart.ENCOUNTER, title: 'Une maire', text: '' }] };
    const { form, clashes } = rebased(mine, whole, theirs);
    expect([form.place, form.programme, clashes]).toEqual(['La Criée', [], ['place', 'programme']]);
  });

  test('is in agreement where both wrote the same', () => {
    const both = { ...whole, place: 'La Criée' };
    expect(rebased(both, whole, both)).toEqual({ form: both, clashes: [] });
  });
});

test('a gathering that was refused comes back into its form', () => {
  const sent = gatheringFrom({ ...whole, documents: [{ title: 'La fiche', address: '/fil/12?m=34' }] }, origin);
  expect(formSent(sent, () => 12)).toEqual({ ...whole, documents: [{ title: 'La fiche', address: '/fil/12?m=34' }] });
});
