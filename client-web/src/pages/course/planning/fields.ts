// The fields of the form, as one speaks of them when two people wrote in one.
import type { GatheringKind } from '../../../protocol/messages';
import { planningWords } from '../../../text/apart/planning';
import { fullKind, outcomeName, partName, programmeName } from '../names';
import type { FormField, GatheringForm } from './form';

export function fieldName(field: FormField, kind: GatheringKind): string {
  switch (field) {
    case 'kind': return planningWords.kind;
    case 'sessionNumber': return planningWords.number;
    case 'title': return planningWords.name;
    case 'day':
    case 'time': return planningWords.starts;
    case 'endDay':
    case 'endTime': return planningWords.ends;
    case 'timeZone': return planningWords.zone;
    case 'place': return planningWords.place;
    case 'videoUrl': return planningWords.video;
    case 'description': return planningWords.description;
    case 'programme': return programmeName(kind);
    case 'documents': return planningWords.documents;
    case 'outcome': return outcomeName(kind);
  }
}

/** What stands in a field, in lines. */
export function shownValue(form: GatheringForm, field: FormField): string {
  switch (field) {
    case 'kind': return fullKind(form);
    case 'programme': return form.programme.map(({ part, title }) => `${partName(part, form.kind)} – ${title}`).join('\n');
    case 'documents': return form.documents.map(({ title, address }) => `${title} – ${address}`).join('\n');
    default: return String(form[field]);
  }
}
