// What gatherings, their parts and answers are called.
import { GatheringKind, Participation, ProgrammePart, type Gathering } from '../../protocol/messages';
import { courseWords } from '../../text/apart/course';
import { withoutDirections } from '../../text/plain_text';

type KindName = keyof typeof courseWords.kinds;
type OutcomeName = keyof typeof courseWords.page.outcome;

export const kindName = (kind: GatheringKind): string => courseWords.kinds[GatheringKind[kind] as KindName] ?? courseWords.kinds.OTHER;

export const sessionName = (number: number): string => courseWords.numbered(number, courseWords.session[number - 1]?.name ?? '');

/** « Session 2 : Mettre en œuvre », « Webinaire ». */
export const fullKind = ({ kind, sessionNumber }: Pick<Gathering, 'kind' | 'sessionNumber'>): string =>
  kind === GatheringKind.SESSION && sessionNumber > 0 ? sessionName(sessionNumber) : kindName(kind);

export const gatheringTitle = ({ title }: Pick<Gathering, 'title'>): string => withoutDirections(title);

/** Of a committee a part is a point of its agenda. */
export const partName = (part: ProgrammePart, kind: GatheringKind): string =>
  kind === GatheringKind.COMMITTEE && part === ProgrammePart.OTHER
    ? courseWords.agendaPart
    : (courseWords.parts[ProgrammePart[part] as keyof typeof courseWords.parts] ?? courseWords.parts.OTHER);

export const programmeName = (kind: GatheringKind): string =>
  kind === GatheringKind.COMMITTEE || kind === GatheringKind.FOLLOW_UP ? courseWords.page.agenda : courseWords.page.programme;

export const outcomeName = (kind: GatheringKind): string =>
  courseWords.page.outcome[GatheringKind[kind] as OutcomeName] ?? courseWords.page.outcome.OTHER;

export const participations = [Participation.COMING, Participation.MAYBE, Participation.NOT_COMING] as const;
type ParticipationName = keyof typeof courseWords.comes.choices;
export const choiceName = (participation: Participation): string =>
  courseWords.comes.choices[Participation[participation] as ParticipationName] ?? '';
export const comingName = (participation: Participation): string =>
  courseWords.comes.lists[Participation[participation] as ParticipationName] ?? '';
