// A form whose gathering somebody else has changed meanwhile: what was not touched follows, what was written stays.
import type { FormField, GatheringForm } from './form';

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export interface Rebased {
  readonly form: GatheringForm;
  readonly clashes: readonly FormField[]; // changed here and there, differently
}

/** `base`: what the form was begun from; `theirs`: what is in force. */
export function rebased(form: GatheringForm, base: GatheringForm, theirs: GatheringForm): Rebased {
  const fields = Object.keys(base) as FormField[];
  const isMine = (field: FormField) => !isSame(form[field], base[field]);
  const isTheirs = (field: FormField) => !isSame(theirs[field], base[field]);
  const mine = Object.fromEntries(fields.filter(isMine).map((field) => [field, form[field]]));
  return {
    form: { ...theirs, ...mine },
    clashes: fields.filter((field) => isMine(field) && isTheirs(field) && !isSame(form[field], theirs[field])),
  };
}
