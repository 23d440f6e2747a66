import { describe, expect, test } from 'vitest';
import { MessageKind, type Message } from '../../protocol/messages';
import { choiceNow, messageKindOf, offeredKinds, plainMessage, type Offer } from './choice';

const said = (id: number, kind: MessageKind, change: Partial<Message> = {}) => ({ id, kind, replyToId: 0, redacted: false, ...change }) as Message;

describe('where a choice stands', () => {
  const first = said(2, MessageKind.SETTLEMENT);
  const objection = said(3, MessageKind.OBJECTION, { replyToId: 2 });
  const second = said(4, MessageKind.SETTLEMENT);
  const decision = said(6, MessageKind.DECISION);

  test('the last proposal of the facilitators is in force, with the objections to it alone', () => {
    expect(choiceNow([said(1, MessageKind.PROPOSAL), first, objection])).toEqual({ settlement: first, objections: [objection], decision: undefined });
    expect(choiceNow([first, objection, second]).objections).toEqual([]);
  });

  test('what was taken back is not in force', () => {
    const gone = { ...second, redacted: true };
    expect(choiceNow([first, objection, gone])).toEqual({ settlement: first, objections: [objection], decision: undefined });
  });

  test('the decision is told', () => {
    expect(choiceNow([first, decision]).decision).toBe(decision);
  });
});

describe('what is offered', () => {
  const offer: Offer = { isResolved: false, moderates: false, isAtEnd: true, hasSettlement: false, knowsStart: true };

  test.each<[string, Partial<Offer>, readonly string[]]>([
    ['a member, at first', {}, ['MESSAGE', 'PROPOSAL']],
    ['a member, once the facilitators have proposed', { hasSettlement: true }, ['MESSAGE', 'PROPOSAL', 'OBJECTION']],
    ['a facilitator, at first', { moderates: true }, ['MESSAGE', 'PROPOSAL', 'SETTLEMENT']],
    ['a facilitator, once it was proposed', { moderates: true, hasSettlement: true }, ['MESSAGE', 'PROPOSAL', 'SETTLEMENT', 'OBJECTION', 'DECISION']],
    ['a facilitator who does not hold the beginning', { moderates: true, knowsStart: false }, ['MESSAGE', 'PROPOSAL', 'SETTLEMENT', 'DECISION']],
    ['a member who reads in the middle', { hasSettlement: true, isAtEnd: false }, ['MESSAGE', 'PROPOSAL']],
    ['anybody, after the choice', { moderates: true, hasSettlement: true, isResolved: true }, []],
  ])('%s', (_, change, expected) => {
    expect(offeredKinds({ ...offer, ...change })).toEqual(expected);
  });
});

test('a plain message has no kind of its own', () => {
  expect(messageKindOf(plainMessage)).toBe(MessageKind.UNSPECIFIED);
  expect(messageKindOf({ kind: 'OBJECTION', replyToId: 4 })).toBe(MessageKind.OBJECTION);
});
