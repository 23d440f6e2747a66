// A gathering in the fields of its form: text as it is typed, times as the clock of the place shows them.
import { GatheringKind, ProgrammePart, type Gathering, type GatheringInit } from '../../../protocol/messages';
import { fieldsOf, momentOf } from '../../../text/dates';
import { courseLimits } from '../limits';

export interface PartFields {
  readonly part: ProgrammePart;
  readonly title: string;
  readonly text: string;
}

export interface DocumentFields {
  readonly title: string;
  readonly address: string; // also that of a message of this community
}

export interface GatheringForm {
  readonly kind: GatheringKind;
  readonly sessionNumber: number;
  readonly title: string;
  readonly day: string; // "2018-06-28"
  readonly time: string; // "09:30"
  readonly endDay: string;
  readonly endTime: string;
  readonly timeZone: string;
  readonly place: string;
  readonly videoUrl: string;
  readonly description: string;
  readonly programme: readonly PartFields[];
  readonly documents: readonly DocumentFields[];
  readonly outcome: string;
}

export type FormField = keyof GatheringForm;

export function emptyForm(kind: GatheringKind, timeZone: string, sessionNumber: number): GatheringForm {
  return {
    kind, sessionNumber: kind === GatheringKind.SESSION ? sessionNumber : 0, title: '', day: '', time: '09:30', endDay: '', endTime: '17:00',
    timeZone, place: '', videoUrl: '', description: '', programme: [], documents: [], outcome: '',
  };
}

/** `threadOf` tells where a message stands; 0: it is not known here. */
export function formOf(gathering: Gathering, threadOf: (messageId: number) => number): GatheringForm {
  const { kind, sessionNumber, title, timeZone, place, videoUrl, description, programme, documents, outcome } = gathering;
  const [day, time] = fieldsOf(gathering.startsAtMs, timeZone || undefined);
  const [endDay, endTime] = fieldsOf(gathering.endsAtMs, timeZone || undefined);
  return {
    kind, sessionNumber, title, day, time, endDay, endTime, timeZone, place, videoUrl, description, outcome,
    programme: programme.map((item) => ({ part: item.part, title: item.title, text: item.text })),
    documents: documents.map((each) => ({ title: each.title, address: each.url || messageAddress(threadOf(each.messageId), each.messageId) })),
  };
}

/** The form that was sent, from what was sent of it. */
export function formSent(sent: GatheringInit, threadOf: (messageId: number) => number): GatheringForm {
  const { videoUrl = '', description = '', outcome = '', place = '', programme = [], documents = [] } = sent;
  const whole = documents.map(({ title = '', url = '', messageId = 0 }) => ({ title, url, messageId }));
  return formOf({ ...sent, videoUrl, description, outcome, place, programme, documents: whole } as unknown as Gathering, threadOf);
}

export const messageAddress = (threadId: number, messageId: number) => `/fil/${threadId}?m=${messageId}`;

/** The message that an address of this community leads to; 0: it leads elsewhere. */
export function messageOf(address: string, origin: string): number {
  try {
    const url = new URL(address, origin);
    const isOurs = url.origin === origin && /^\/fil\/\d+$/.test(url.pathname);
    return isOurs ? Number(url.searchParams.get('m')) || 0 : 0;
  } catch {
    return 0;
  }
}

/** Whether a document may have this address. */
export const leadsSomewhere = (address: string, origin: string): boolean =>
  isWebAddress(address.trim()) || messageOf(address.trim(), origin) > 0;

const isWebAddress = (text: string) => /^https?:\/\/[^\s"<>]+$/.test(text);

const startOf = (form: GatheringForm) => momentOf(form.day, form.time, form.timeZone || undefined);
/** The day of the end is that of the beginning until another one is given. */
const endOf = (form: GatheringForm) => momentOf(form.endDay || form.day, form.endTime, form.timeZone || undefined);

export type Fault = 'title' | 'number' | 'starts' | 'ends' | 'long' | 'video' | 'part' | 'document';

export function faultsOf(form: GatheringForm, origin: string): Fault[] {
  const starts = form.time ? startOf(form) : Number.NaN;
  const ends = form.endTime ? endOf(form) : Number.NaN;
  const isNumbered = form.kind !== GatheringKind.SESSION || (form.sessionNumber >= 1 && form.sessionNumber <= courseLimits.sessionNumberMax);
  const faults: (Fault | false)[] = [
    form.title.trim() === '' && 'title',
    !isNumbered && 'number',
    Number.isNaN(starts) && 'starts',
    !(ends > starts) && !Number.isNaN(starts) && 'ends',
    ends - starts > courseLimits.lastsMsMax && 'long',
    form.videoUrl.trim() !== '' && !isWebAddress(form.videoUrl.trim()) && 'video',
    form.programme.some(({ title }) => title.trim() === '') && 'part',
    !form.documents.every(({ title, address }) => title.trim() !== '' && leadsSomewhere(address, origin)) && 'document',
  ];
  return faults.filter((fault) => fault !== false);
}

/** What is sent of a form without faults. */
export function gatheringFrom(form: GatheringForm, origin: string): GatheringInit {
  return {
    kind: form.kind,
    sessionNumber: form.kind === GatheringKind.SESSION ? form.sessionNumber : 0,
    title: form.title.trim(),
    startsAtMs: startOf(form),
    endsAtMs: endOf(form),
    timeZone: form.timeZone,
    place: form.place.trim(),
    videoUrl: form.videoUrl.trim(),
    description: form.description.trim(),
    outcome: form.outcome.trim(),
    programme: form.programme.map((item) => ({ part: item.part, title: item.title.trim(), text: item.text.trim() })),
    documents: form.documents.map(({ title, address }) => {
      const messageId = messageOf(address.trim(), origin);
      return messageId > 0 ? { title: title.trim(), messageId } : { title: title.trim(), url: address.trim() };
    }),
  };
}
