// What was done in the form of a gathering that is planned already, as this device keeps it: the fields that were touched,
// and of what each was begun from only a mark. The rest was written by others, perhaps in confidence.
import { markOf } from '../../parts/typed_words';
import type { FormField, GatheringForm } from './form';
import type { Rebased } from './rebase';

export interface Touched {
  readonly version: number; // of the gathering that it was begun from; 0: nothing was touched
  readonly fields: Readonly<Partial<GatheringForm>>;
  readonly marks: Readonly<Partial<Record<FormField, string>>>;
}

export const untouched: Touched = { version: 0, fields: {}, marks: {} };

const textOf = (value: unknown) => JSON.stringify(value);
const mark = (value: unknown) => markOf(textOf(value));

/** `base`: what the form was begun from, which was that version. */
export function touchedIn(form: GatheringForm, base: GatheringForm, version: number): Touched {
  const names = (Object.keys(base) as FormField[]).filter((name) => textOf(form[name]) !== textOf(base[name]));
  if (names.length === 0) return untouched;
  return {
    version,
    fields: Object.fromEntries(names.map((name) => [name, form[name]])),
    marks: Object.fromEntries(names.map((name) => [name, mark(base[name])])),
  };
}

/** The form as it was left, on what is in force now. */
export function takenUp({ fields, marks }: Touched, theirs: GatheringForm): Rebased {
  const names = (Object.keys(fields) as FormField[]).filter((name) => name in theirs);
  const form = { ...theirs, ...Object.fromEntries(names.map((name) => [name, fields[name]])) };
  return { form, clashes: names.filter((name) => marks[name] !== mark(theirs[name]) && textOf(form[name]) !== textOf(theirs[name])) };
}
