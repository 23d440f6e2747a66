import { expect, test } from 'vitest';
import { ChannelKind, FollowLevel, NotificationLevel, ThreadKind } from '../protocol/messages';
import { emptyState, placeKey, type State } from '../state/state';
import { grown, isTold } from './news';

const unread = (count: number) => ({ count, firstId: 1, readUpTo: 0, asOf: 1 });

function world(kind: ChannelKind, follow = FollowLevel.UNSPECIFIED): State {
  return {
    ...emptyState,
    channels: new Map([[3, { id: 3, channel: { id: 3, kind, title: '', territoryId: 0, personId: 0, openedAtMs: 0, key: '' }, membership: undefined, asOf: 1, moreThreads: false }]]),
    threads: new Map([[40, { id: 40, channelId: 3, kind: ThreadKind.DISCUSSION, title: '', themeId: 0, territoryId: 0, authorId: 0, openedAtMs: 0, tags: [], resolved: false, archived: false, lastMessageId: 41, lastActivityAtMs: 0, participantIds: [], titleOnly: false, mergedIntoId: 0, mergedAtMs: 0, asOf: 1 }]]),
    mine: { ...emptyState.mine, followings: new Map(follow ? [[placeKey({ threadId: 40 }), { level: follow, revision: 1 }]] : []) },
  };
}

test('a thread has news when more of it is unread than before', () => {
  expect(grown(new Map([[1, unread(2)], [2, unread(1)]]), new Map([[1, unread(2)], [2, unread(3)], [4, unread(1)]]))).toEqual([2, 4]);
  expect(grown(new Map([[1, unread(2)]]), new Map())).toEqual([]);
});

test('what one wishes to hear of is told, silence is kept', () => {
  const { ALL, MENTIONS, NONE } = NotificationLevel;
  expect(isTold(world(ChannelKind.PLENARY), 40, NONE, true)).toBe(false);
  expect(isTold(world(ChannelKind.PLENARY), 40, ALL, undefined)).toBe(true);
  expect(isTold(world(ChannelKind.PLENARY, FollowLevel.MUTED), 40, ALL, true)).toBe(false);
  expect(isTold(world(ChannelKind.CONVERSATION), 40, MENTIONS, undefined)).toBe(true);
  expect(isTold(world(ChannelKind.PLENARY, FollowLevel.FOLLOWED), 40, MENTIONS, undefined)).toBe(true);
  expect(isTold(world(ChannelKind.PLENARY), 40, MENTIONS, undefined)).toBe('look');
  expect(isTold(world(ChannelKind.PLENARY), 40, MENTIONS, false)).toBe(false);
});
