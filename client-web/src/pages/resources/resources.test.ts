import { describe, expect, test } from 'vitest';
import { ChannelKind, type Thread } from '../../protocol/messages';
import { emptyState, type ChannelRow, type State } from '../../state/state';
import { fateOf, proposalsOf } from './fate';
import { isLink, wordsWithLink } from './link';

const resources = 40;
const proposals = 41;
const thread = (id: number, change: Partial<Thread> = {}) =>
  ({ id, channelId: proposals, title: 'Guide du tiers lieu', authorId: 5, resolved: false, archived: false, lastMessageId: id, asOf: 1, ...change }) as Thread & { asOf: number };
const place = (id: number, kind: ChannelKind) => [id, { id, channel: { id, kind } } as unknown as ChannelRow] as const;
const world = (...threads: (Thread & { asOf: number })[]): State => ({
  ...emptyState,
  channels: new Map([place(resources, ChannelKind.RESOURCES), place(proposals, ChannelKind.RESOURCE_PROPOSALS)]),
  threads: new Map(threads.map((each) => [each.id, each])),
});

describe('what became of a proposal', () => {
  const settled = thread(10, { resolved: true });

  test('it waits until it is resolved or archived', () => {
    expect(fateOf(world(thread(10)), thread(10)).kind).toBe('waiting');
    expect(fateOf(world(settled), settled).kind).toBe('settled');
  });

  test('it is the later resource of its author that bears its title', () => {
    const named = thread(21, { channelId: resources });
    const fate = fateOf(world(settled, thread(9, { channelId: resources }), thread(20, { channelId: resources, authorId: 6 }), named), settled);
    expect(fate).toEqual({ kind: 'published', resource: named });
  });

  test('under another title it is told while nothing else can be meant', () => {
    const renamed = thread(21, { channelId: resources, title: 'Guide des tiers lieux ruraux' });
    expect(fateOf(world(settled, renamed), settled).kind).toBe('published');
    const other = thread(11, { resolved: true, title: 'Carte des acteurs' });
    expect(fateOf(world(settled, other, renamed), settled).kind).toBe('settled');
  });

  test('the resource of a namesake among one’s own proposals is not taken for it', () => {
    const other = thread(11, { resolved: true, title: 'Carte des acteurs' });
    const map = thread(21, { channelId: resources, title: 'Carte des acteurs' });
    expect(fateOf(world(settled, other, map), settled).kind).toBe('settled');
  });
});

test('proposals are told oldest first, archived ones too', () => {
  expect(proposalsOf(world(thread(12), thread(10, { archived: true }), thread(11))).map(({ id }) => id)).toEqual([10, 11, 12]);
});

test.each([
  ['https://exemple.fr/guide.pdf?page=2', true],
  ['  http://exemple.fr ', true],
  ['exemple.fr', false],
  ['https://', false],
  ['https://exemple.fr/un guide', false],
  ['javascript:alert(1)', false],
])('%s is a link: %s', (text, isOne) => {
  expect(isLink(text)).toBe(isOne);
});

test('the link stands on a line of its own', () => {
  expect(wordsWithLink(' Un guide. ', 'https://exemple.fr ')).toBe('Un guide.\n\nhttps://exemple.fr');
  expect(wordsWithLink('Un guide.', '')).toBe('Un guide.');
});
