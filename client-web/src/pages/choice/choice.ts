// Where the choice of a subject stands, and what may be written in it now: as server/community/choice.cpp decides it. Read
// from the messages that are held: what lies beyond them is not known, and then said so.
import { MessageKind, type Message } from '../../protocol/messages';

export interface ChoiceNow {
  readonly settlement: Message | undefined; // the last one
  readonly objections: readonly Message[]; // to it
  readonly decision: Message | undefined;
}

/** `messages`: in order. */
export function choiceNow(messages: readonly Message[]): ChoiceNow {
  const spoken = messages.filter(({ redacted }) => !redacted);
  const settlement = spoken.findLast(({ kind }) => kind === MessageKind.SETTLEMENT);
  const answers = spoken.filter(({ kind, replyToId }) => kind === MessageKind.OBJECTION && settlement !== undefined && replyToId === settlement.id);
  return { settlement, objections: answers, decision: spoken.findLast(({ kind }) => kind === MessageKind.DECISION) };
}

export const kinds = ['MESSAGE', 'PROPOSAL', 'SETTLEMENT', 'OBJECTION', 'DECISION'] as const;
export type ChoiceKind = (typeof kinds)[number];

export interface Offer {
  readonly isResolved: boolean;
  readonly moderates: boolean;
  readonly isAtEnd: boolean; // the newest messages are held
  readonly hasSettlement: boolean;
  readonly knowsStart: boolean; // the oldest ones, too: a settlement that is not held does not exist
}

/** What may be written now. After the choice was made it is a thread like the others, until it is opened again. */
export function offeredKinds({ isResolved, moderates, isAtEnd, hasSettlement, knowsStart }: Offer): readonly ChoiceKind[] {
  if (isResolved) return [];
  const offered: readonly (ChoiceKind | false)[] = [
    'MESSAGE',
    'PROPOSAL',
    moderates && 'SETTLEMENT',
    hasSettlement && isAtEnd && 'OBJECTION',
    moderates && (hasSettlement || !knowsStart || !isAtEnd) && 'DECISION',
  ];
  return offered.filter((kind) => kind !== false);
}

/** What a message is sent as. An objection answers the proposal that it is about. */
export interface Chosen {
  readonly kind: ChoiceKind;
  readonly replyToId: number; // 0: none by itself
}

export const plainMessage: Chosen = { kind: 'MESSAGE', replyToId: 0 };

const wireKinds: Readonly<Record<ChoiceKind, MessageKind>> = {
  MESSAGE: MessageKind.UNSPECIFIED,
  PROPOSAL: MessageKind.PROPOSAL,
  SETTLEMENT: MessageKind.SETTLEMENT,
  OBJECTION: MessageKind.OBJECTION,
  DECISION: MessageKind.DECISION,
};

export const messageKindOf = ({ kind }: Chosen): MessageKind => wireKinds[kind];
