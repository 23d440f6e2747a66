// What the facilitator can note in one tap for people who speak: « a parlé », « d’accord », « passe ». Pure. A round in a
// room is held by these alone: nobody has to type.
import { ContributionMeaning as Meaning, type RoundKind, type RoundParticipant } from '../../../protocol/messages';
import type { RoundRoom } from '../../../state/state';
import { isThere, kindOf, openStep, rolesOf } from '../view';

/** May be noted without words: it was said aloud. */
const speech: readonly Meaning[] = [
  Meaning.WORDS,
  Meaning.QUESTION,
  Meaning.ADVICE,
  Meaning.LEARNING,
  Meaning.EVALUATION,
  Meaning.SYNTHESIS,
  Meaning.EXPERIENCE,
];

export type GestureName = 'accepts' | 'agrees' | 'spoke' | 'passes' | 'done' | 'nourished';

export interface Notable {
  readonly name: GestureName;
  readonly kind: RoundKind;
  /** Who may be noted. */
  readonly ids: readonly number[];
  /** Who of them is not noted yet in this opening. */
  readonly waitingIds: readonly number[];
}

const nameOf = (meaning: Meaning): GestureName | undefined => {
  if (speech.includes(meaning)) return 'spoke';
  switch (meaning) {
    case Meaning.FRAME_ACCEPTANCE: return 'accepts';
    case Meaning.AGREEMENT: return 'agrees';
    case Meaning.PASS: return 'passes';
    case Meaning.DONE: return 'done';
    case Meaning.NOURISHED: return 'nourished';
    default: return undefined;
  }
};

/** Kinds that this person may contribute in the open step, in the order of the form. */
export function kindsFor(room: RoundRoom, person: RoundParticipant): RoundKind[] {
  const rights = openStep(room)?.rights ?? [];
  const keys = rolesOf(room, person).flatMap((role) => rights.filter((right) => right.role === role).flatMap(({ kinds }) => kinds));
  return [...new Set(keys)].map((key) => kindOf(room, key)).filter((kind) => kind !== undefined) as RoundKind[];
}

export const canBeNoted = (room: RoundRoom, person: RoundParticipant) => isThere(person) && person.memberId !== room.view.plan?.facilitatorId;

export function notables(room: RoundRoom): Notable[] {
  const found = new Map<string, { name: GestureName; kind: RoundKind; ids: number[] }>();
  for (const person of room.view.participants) {
    if (!canBeNoted(room, person)) continue;
    let hasSpeech = false; // the first kind of speech stands for « a parlé »
    for (const kind of kindsFor(room, person)) {
      const name = nameOf(kind.meaning);
      if (!name || (name === 'spoke' && hasSpeech) || kind.after !== 0) continue;
      hasSpeech ||= name === 'spoke';
      const entry = found.get(kind.key) ?? { name, kind, ids: [] };
      entry.ids.push(person.memberId);
      found.set(kind.key, entry);
    }
  }
  return [...found.values()].map((entry) => ({ ...entry, waitingIds: entry.ids.filter((id) => !isNoted(room, entry.name, id)) }));
}

function isNoted(room: RoundRoom, name: GestureName, id: number): boolean {
  if (name === 'accepts') return room.view.participants.some((person) => person.memberId === id && person.frameAcceptedAtMs !== 0);
  if (name === 'agrees') return room.view.request?.agreedIds.includes(id) === true;
  const here = [...room.contributions.values()].filter((said) => said.authorId === id && said.opening === room.view.opening);
  if (name === 'done' || name === 'nourished') return here.some((said) => nameOf(said.meaning) === name);
  return here.some((said) => ['spoke', 'passes'].includes(nameOf(said.meaning) ?? '') || said.meaning === Meaning.ANSWER);
}
