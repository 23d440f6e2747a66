// What of a round's action enters a roadmap.
import { expect, test } from 'vitest';
import { PlanActionStatus, RoadmapActionStatus, type PlanAction } from '../../protocol/messages';
import { fieldsFrom } from './from_round';

const action = { id: 7, what: 'Ouvrir la halle', firstStep: 'appeler la mairie', dueOn: '2018-12-31', indicator: 'dix visites', reason: 'le groupe l’a dit', status: PlanActionStatus.IN_PROGRESS } as PlanAction;

test('its words, its day and where it is; not its number, and not why', () => {
  const fields = fieldsFrom(action, (step) => `premier pas : ${step}`).map(({ field }) => field);
  expect(fields).toEqual([
    { case: 'title', value: 'Ouvrir la halle' },
    { case: 'status', value: RoadmapActionStatus.RUNNING },
    { case: 'due', value: '2018-12-31' },
    { case: 'indicator', value: 'dix visites' },
    { case: 'means', value: 'premier pas : appeler la mairie' },
  ]);
  expect(JSON.stringify(fields)).not.toContain('le groupe');
});

test('what is not said is left out, and what has not begun is to start', () => {
  expect(fieldsFrom({ ...action, firstStep: '', dueOn: '', indicator: '', status: PlanActionStatus.UNSPECIFIED }, String).map(({ field }) => field.value)).toEqual(['Ouvrir la halle', RoadmapActionStatus.TO_START]);
});
