import { expect, test } from 'vitest';
import { GatheringKind } from '../../../protocol/messages';
import { emptyForm, type GatheringForm } from './form';
import { takenUp, touchedIn, untouched } from './touched';

const base: GatheringForm = {
  ...emptyForm(GatheringKind.FOLLOW_UP, 'Europe/Paris', 0),
  title: 'Point de suivi', place: 'La mairie', description: 'Elle dit que le maire hésite.', outcome: 'Rien encore.',
};

test('what others wrote about a follow-up is not kept with what one types in its form', () => {
  const touched = touchedIn({ ...base, title: 'Point de suivi de mai' }, base, 4);
  expect(touched).toMatchObject({ version: 4, fields: { title: 'Point de suivi de mai' } });
  const kept = JSON.stringify(touched);
  for (const theirs of [base.place, base.description, base.outcome]) expect(kept).not.toContain(theirs);
  expect(touchedIn(base, base, 4)).toEqual(untouched);
});

test('what was touched comes back on what is in force, and clashes where both wrote', () => {
  const touched = touchedIn({ ...base, title: 'Point de mai', place: 'La Criée' }, base, 4);
  expect(takenUp(touched, base)).toEqual({ form: { ...base, title: 'Point de mai', place: 'La Criée' }, clashes: [] });
  const theirs = { ...base, place: 'Le Marché', outcome: 'Le vote est passé.' };
  expect(takenUp(touched, theirs)).toEqual({ form: { ...theirs, title: 'Point de mai', place: 'La Criée' }, clashes: ['place'] });
  expect(takenUp(touched, { ...base, place: 'La Criée' }).clashes).toEqual([]);
});
