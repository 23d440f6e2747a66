import { describe, expect, test } from 'vitest';
import { eventOf, frameOf, historyOf, me, openWindow, plenary, rowOf, tell, welcomed } from '../testing/told';
import { ChannelKind, ObstacleStatus, Role } from '../protocol/messages';
import { expect as foresee } from './expected';
import { draftOf, findMessage, isUnread, unreadCount } from './select';
import { trimHistory } from './answers';
import { windowMessages } from './reduce_messages';

const posted = (seq: number, threadId: number, change: object = {}) =>
  eventOf(seq, { case: 'messagePosted', value: { threadId, body: `corps ${seq}`, ...change } });
const idsOf = (keeper: ReturnType<typeof welcomed>, threadId: number) => keeper.state.histories.get(threadId)?.messages.map(({ id }) => id);

describe('messages', () => {
  test('are added at the end of a window that reaches it, and to no other', () => {
    const keeper = welcomed();
    openWindow(keeper, 10, [11]);
    openWindow(keeper, 20, [21], { after: true });
    tell(keeper, posted(101, 10), posted(102, 20));
    expect(idsOf(keeper, 10)).toEqual([11, 101]);
    expect(idsOf(keeper, 20)).toEqual([21]);
    expect(keeper.state.threads.get(20)).toMatchObject({ lastMessageId: 102, lastActivityAtMs: 102_000 });
  });

  test('are not added twice, whoever comes first: the event or the answer', () => {
    const keeper = welcomed();
    openWindow(keeper, 10, [11, 101], {}, 101);
    tell(keeper, posted(101, 10));
    expect(idsOf(keeper, 10)).toEqual([11, 101]);
    tell(keeper, posted(101, 10));
    expect(idsOf(keeper, 10)).toEqual([11, 101]);
  });

  test('of a page that is older than the events before it are brought up to date', () => {
    const keeper = welcomed();
    openWindow(keeper, 10, [50], { before: true });
    const take = keeper.ask({ case: 'getHistory', value: { threadId: 10, beforeId: 50 } });
    tell(keeper, eventOf(101, { case: 'messageEdited', value: { messageId: 11, threadId: 10, body: 'mieux', version: 2 } }));
    tell(keeper, eventOf(102, { case: 'messageEdited', value: { messageId: 50, threadId: 10, body: 'aussi', version: 2 } }));
    take(historyOf(10, [11, 12]), 100);
    expect(keeper.state.histories.get(10)?.messages.map(({ body }) => body)).toEqual(['mieux', 'corps 12', 'aussi']);
    expect(keeper.state.histories.get(10)?.moreBefore).toBe(false);
  });

  test('of a page that continues what is not there any more are not taken', () => {
    const keeper = welcomed();
    openWindow(keeper, 10, [50, 51, 52], { before: true });
    const take = keeper.ask({ case: 'getHistory', value: { threadId: 10, beforeId: 50 } });
    keeper.change(trimHistory(keeper.state, 10, 2, 'end'));
    take(historyOf(10, [11, 12]), 100);
    expect(idsOf(keeper, 10)).toEqual([51, 52]);
  });

  test('of a page that is ahead of the events are not changed by older ones', () => {
    const keeper = welcomed();
    openWindow(keeper, 10, [50], { before: true });
    keeper.ask({ case: 'getHistory', value: { threadId: 10, beforeId: 50 } })(historyOf(10, [11]), 105);
    const edit = (seq: number, messageId: number) => eventOf(seq, { case: 'messageEdited', value: { messageId, threadId: 10, body: `à ${seq}`, version: 2 } });
    tell(keeper, edit(103, 11), edit(104, 50));
    expect(keeper.state.histories.get(10)?.messages.map(({ body }) => body)).toEqual(['corps 11', 'à 104']);
  });

  test('lose what was erased, and keep who, when and what they answered', () => {
    const keeper = welcomed();
    openWindow(keeper, 10, [11]);
    tell(
      keeper,
      posted(101, 10, { replyToId: 11, quotes: [{ messageId: 11, end: 3 }], mentionIds: [me], attachments: [{ name: 'plan.pdf' }] }),
      eventOf(102, { case: 'reactionChanged', value: { messageId: 101, threadId: 10, name: 'merci', added: true } }),
      eventOf(103, { case: 'messageRedacted', value: { messageId: 101, threadId: 10 } }),
    );
    expect(findMessage(keeper.state, 101)).toMatchObject({
      redacted: true,
      body: '',
      mentionIds: [],
      reactions: [],
      attachments: [],
      authorId: 6,
      replyToId: 11,
      quotes: [],
    });
  });

  test('keep reactions in order, and nobody twice', () => {
    const keeper = welcomed();
    openWindow(keeper, 10, [11]);
    const react = (seq: number, actorId: number, name: string, added = true) =>
      eventOf(seq, { case: 'reactionChanged', value: { messageId: 11, threadId: 10, name, added } }, { actorId });
    tell(keeper, react(101, 6, 'merci'), react(102, me, 'moi aussi'), react(103, me, 'merci'), react(104, 6, 'merci', false));
    expect(findMessage(keeper.state, 11)?.reactions).toEqual([
      { name: 'merci', memberIds: [me] },
      { name: 'moi aussi', memberIds: [me] },
    ]);
    tell(keeper, react(105, me, 'moi aussi', false), react(106, me, 'absent', false));
    expect(findMessage(keeper.state, 11)?.reactions).toEqual([{ name: 'merci', memberIds: [me] }]);
  });

  test('that are quoted and not held are wished for, and change with the others when they are there', () => {
    const keeper = welcomed();
    openWindow(keeper, 10, [11]);
    tell(keeper, posted(101, 10, { replyToId: 21, quotes: [{ messageId: 11 }] }));
    expect([...keeper.state.wants.messages]).toEqual([21]);
    const answer = frameOf({
      replies: [{ body: { case: 'answer', value: { body: { case: 'messageList', value: { messages: [{ message: { id: 21, threadId: 20, channelId: plenary, body: 'avant' } }] } } } } }],
    });
    keeper.ask({ case: 'getMessages', value: { messageIds: [21] } })(answer.replies[0]!.body, 101);
    expect(keeper.state.wants.messages.size).toBe(0);
    tell(keeper, eventOf(102, { case: 'messageEdited', value: { messageId: 21, threadId: 20, body: 'après', version: 2 } }));
    expect(findMessage(keeper.state, 21)?.body).toBe('après');
  });

  test('do not grow a window beyond all bounds while nobody looks', () => {
    const keeper = welcomed();
    openWindow(keeper, 10, [11]);
    const count = 3 * windowMessages.max;
    tell(keeper, ...Array.from({ length: count }, (_, index) => posted(101 + index, 10)));
    const window = keeper.state.histories.get(10)!;
    expect(window.messages.length).toBeGreaterThanOrEqual(windowMessages.kept);
    expect(window.messages.length).toBeLessThanOrEqual(windowMessages.max);
    expect(window.moreBefore).toBe(true);
    expect(window.messages.at(-1)?.id).toBe(100 + count);
    expect(new Set(window.messages.map(({ id }) => id)).size).toBe(window.messages.length);
  });

  test('that move leave one window, and are asked for in the other', () => {
    const keeper = welcomed();
    openWindow(keeper, 10, [11, 12, 13]);
    openWindow(keeper, 20, [21]);
    tell(keeper, eventOf(101, { case: 'messagesMoved', value: { fromThreadId: 10, toThreadId: 20, messageIds: [11, 13] } }));
    expect(idsOf(keeper, 10)).toEqual([12]);
    expect(keeper.state.histories.get(20)?.isStale).toBe(true);
    expect([...keeper.state.wants.threads].sort()).toEqual([10, 20]);
    openWindow(keeper, 20, [11, 13, 21], {}, 101);
    expect(keeper.state.histories.get(20)?.isStale).toBe(false);
    expect(idsOf(keeper, 20)).toEqual([11, 13, 21]);
  });

  test('that have moved before the answer came are not moved again', () => {
    const keeper = welcomed();
    openWindow(keeper, 20, [11, 21], {}, 101);
    tell(keeper, eventOf(101, { case: 'messagesMoved', value: { fromThreadId: 10, toThreadId: 20, messageIds: [11] } }));
    expect(keeper.state.histories.get(20)?.isStale).toBe(false);
    expect(idsOf(keeper, 20)).toEqual([11, 21]);
  });

  test('are let go at the side where nobody reads', () => {
    const keeper = welcomed();
    openWindow(keeper, 10, [11, 12, 13, 14]);
    const start = trimHistory(keeper.state, 10, 2, 'start').histories.get(10)!;
    expect([start.messages.map(({ id }) => id), start.moreBefore, start.moreAfter]).toEqual([[11, 12], false, true]);
    const end = trimHistory(keeper.state, 10, 2, 'end').histories.get(10)!;
    expect([end.messages.map(({ id }) => id), end.moreBefore, end.moreAfter]).toEqual([[13, 14], true, false]);
  });
});

describe('threads and places', () => {
  test('that are not held and are spoken of are wished for', () => {
    const keeper = welcomed();
    tell(keeper, posted(101, 99));
    expect([...keeper.state.wants.threads]).toEqual([99]);
  });

  test('open with their card, and tell what worked', () => {
    const keeper = welcomed();
    const status = (seq: number, to: ObstacleStatus, outcome = '') =>
      eventOf(seq, { case: 'obstacleStatusChanged', value: { threadId: 101, to, outcome } });
    tell(keeper, eventOf(101, { case: 'threadOpened', value: { title: 'Frein', obstacle: { status: ObstacleStatus.OPEN, context: 'a' } } }));
    tell(keeper, status(102, ObstacleStatus.LIFTED, 'Passer voir les gens'), status(103, ObstacleStatus.ARCHIVED));
    expect(keeper.state.threads.get(101)?.obstacle).toMatchObject({ status: ObstacleStatus.ARCHIVED, outcome: 'Passer voir les gens', context: 'a' });
    tell(keeper, status(104, ObstacleStatus.OPEN));
    expect(keeper.state.threads.get(101)?.obstacle?.outcome).toBe('');
  });

  test('that were merged lead to where their messages are', () => {
    const keeper = welcomed();
    tell(keeper, eventOf(101, { case: 'threadMerged', value: { threadId: 10, intoId: 20 } }));
    expect(keeper.state.threads.get(10)).toMatchObject({ archived: true, mergedIntoId: 20, mergedAtMs: 101_000 });
    tell(keeper, eventOf(102, { case: 'threadMerged', value: { threadId: 10, intoId: 0 } }));
    expect(keeper.state.threads.get(10)).toMatchObject({ archived: false, mergedIntoId: 0, mergedAtMs: 0 });
  });

  test('that were left are gone with all that is in them', () => {
    const keeper = welcomed();
    openWindow(keeper, 30, [31]);
    tell(keeper, eventOf(101, { case: 'membershipEnded', value: { channelId: 3 } }, { audience: { case: 'memberId', value: me } }));
    const { channels, threads, histories } = keeper.state;
    expect([channels.has(3), threads.has(30), histories.has(30)]).toEqual([false, false, false]);
    expect(threads.has(10)).toBe(true);
  });

  test('that were entered are asked for, and an answer for a place that was left meanwhile is not taken', () => {
    const keeper = welcomed();
    const membership = { channelId: 40, memberId: me, role: Role.CATALYST };
    tell(keeper, eventOf(101, { case: 'membershipGranted', value: { membership } }, { audience: { case: 'memberId', value: me } }));
    expect([...keeper.state.wants.channels]).toEqual([40]);
    const take = keeper.ask({ case: 'getHistory', value: { threadId: 30 } });
    tell(keeper, eventOf(102, { case: 'membershipEnded', value: { channelId: 3 } }, { audience: { case: 'memberId', value: me } }));
    take(historyOf(30, [31]), 101);
    expect(keeper.state.histories.has(30)).toBe(false);
  });

  test('people, territories, themes and the word change as they are told', () => {
    const keeper = welcomed();
    tell(
      keeper,
      eventOf(101, { case: 'memberEdited', value: { memberId: me, name: 'Lucie C.', organisation: 'PETR', function: 'cheffe', bio: 'b' } }),
      eventOf(102, { case: 'territoryEdited', value: { territory: { id: 7, name: 'Valmérac', offers: 'un lieu' } } }),
      eventOf(103, { case: 'themeEdited', value: { theme: { id: 8, title: 'Tiers lieux et dialogue' } } }),
      eventOf(104, { case: 'wordEdited', value: { word: { text: 'Bonjour', version: 1 } } }),
    );
    const { me: self, members, territories, themes, word } = keeper.state;
    expect(self).toMatchObject({ name: 'Lucie C.', organisation: 'PETR', function: 'cheffe', bio: 'b' });
    expect(members.get(me)?.name).toBe('Lucie C.');
    expect(territories.get(7)?.offers).toBe('un lieu');
    expect(themes.get(8)?.title).toBe('Tiers lieux et dialogue');
    expect(word).toMatchObject({ text: 'Bonjour', authorId: 6, atMs: 104_000 });
  });
});

describe('the directory', () => {
  const renamed = (seq: number, name: string) =>
    eventOf(seq, { case: 'territoryEdited', value: { territory: { id: 7, name } } }, { audience: { case: 'channelId', value: 1 } });
  const ofMe = (seq: number, body: Parameters<typeof eventOf>[1]) => eventOf(seq, body, { audience: { case: 'memberId', value: me } });

  test('gives its territories new names, and places that are called after them follow', () => {
    const keeper = welcomed({
      channels: [
        { id: plenary, kind: ChannelKind.PLENARY, title: 'Plénière' },
        { id: 40, kind: ChannelKind.PAIR, territoryId: 7, title: 'À deux – Valmérac' },
        { id: 41, kind: ChannelKind.TERRITORY, territoryId: 9, title: 'Canal – Valmérac' },
      ],
    });
    tell(keeper, renamed(101, 'Grand Valmérac'), renamed(102, 'Valmérac et alentours'));
    const titleOf = (id: number) => keeper.state.channels.get(id)?.channel?.title;
    expect([titleOf(40), titleOf(41), titleOf(plenary)]).toEqual(['À deux – Valmérac et alentours', 'Canal – Valmérac', 'Plénière']);
  });

  test('that is too large comes in pages, which bring what is whole and newer', () => {
    const keeper = welcomed({ moreDirectory: true });
    expect(keeper.state.wants.directoryAfterId).toBe(1);
    const page = (value: object) => {
      const body = { case: 'answer', value: { body: { case: 'snapshot', value } } } as const;
      return frameOf({ replies: [{ body }] }).replies[0]!.body;
    };
    const take = keeper.ask({ case: 'getSnapshot', value: { directoryAfterId: 1 } });
    tell(keeper, eventOf(105, { case: 'memberEdited', value: { memberId: 6, name: 'Guillaume S.', bio: 'neuf' } }));
    take(page({ members: [{ id: me, name: 'Lucie', bio: 'b' }, { id: 6, name: 'Guillaume', bio: 'vieux' }], moreDirectory: true }), 103);
    expect(keeper.state.members.get(me)?.bio).toBe('b');
    expect(keeper.state.members.get(6)).toMatchObject({ name: 'Guillaume S.', bio: 'neuf' });
    expect(keeper.state.wants.directoryAfterId).toBe(6);
    keeper.ask({ case: 'getSnapshot', value: { directoryAfterId: 6 } })(
      page({ territories: [{ id: 7, name: 'Valmérac', offers: 'un lieu' }], themes: [{ id: 8, title: 'Tiers lieux', description: 'd' }] }),
      106,
    );
    expect(keeper.state.territories.get(7)?.offers).toBe('un lieu');
    expect(keeper.state.themes.get(8)?.description).toBe('d');
    expect(keeper.state.wants.directoryAfterId).toBe(0);
    expect(keeper.state.threads.size).toBe(3);
  });

  test('is not the word’s place: that goes with the plenary, and is asked for when one comes back', () => {
    const keeper = welcomed({ word: { text: 'Bonjour', version: 1 } });
    tell(keeper, ofMe(101, { case: 'membershipEnded', value: { channelId: plenary } }));
    expect(keeper.state.word).toBeUndefined();
    const membership = { channelId: plenary, memberId: me, sinceSeq: 103 };
    tell(keeper, ofMe(103, { case: 'membershipGranted', value: { membership } }));
    const answered = { channel: { id: plenary, kind: ChannelKind.PLENARY }, membership, threads: [], moreThreads: false };
    keeper.ask({ case: 'getChannel', value: { channelId: plenary } })(
      { case: 'answer', value: { body: { case: 'channel', value: answered as never } } },
      104,
    );
    expect(keeper.state.wants.snapshot).toBe(true);
    tell(keeper, eventOf(105, { case: 'wordEdited', value: { word: { text: 'Rebonjour', version: 3 } } }));
    expect(keeper.state.word?.text).toBe('Rebonjour');
  });
});

describe('what is unread', () => {
  test('is counted from the server’s figure on, without one’s own', () => {
    const keeper = welcomed();
    expect([unreadCount(keeper.state, 10), isUnread(keeper.state, 20)]).toEqual([1, false]);
    tell(keeper, posted(101, 10), eventOf(102, { case: 'messagePosted', value: { threadId: 10 } }, { actorId: me }), posted(103, 20));
    expect([unreadCount(keeper.state, 10), unreadCount(keeper.state, 20)]).toEqual([2, 1]);
    expect(keeper.state.unread.get(20)?.firstId).toBe(103);
  });

  test('is read at once when one reads to the end, and stays so when the server says it too', () => {
    const keeper = welcomed();
    keeper.change(foresee(keeper.state, { case: 'markRead', value: { threadId: 10, readUpTo: 11 } }, 0));
    expect(unreadCount(keeper.state, 10)).toBe(0);
    keeper.take({ ...frameOf({}), privateRows: [rowOf(9, { case: 'readCursor', value: { threadId: 10, readUpTo: 11 } })] });
    expect(unreadCount(keeper.state, 10)).toBe(0);
    expect(keeper.state.wants.threads.size).toBe(0);
    tell(keeper, posted(101, 10));
    expect(unreadCount(keeper.state, 10)).toBe(1);
  });

  test('is counted in the window when one marks from somewhere on, else by the server', () => {
    const keeper = welcomed();
    openWindow(keeper, 10, [11]);
    tell(keeper, posted(101, 10), posted(102, 10));
    keeper.change(foresee(keeper.state, { case: 'markUnreadFrom', value: { threadId: 10, messageId: 101 } }, 0));
    expect(keeper.state.unread.get(10)).toMatchObject({ count: 2, firstId: 101 });
    keeper.take({ ...frameOf({}), privateRows: [rowOf(9, { case: 'readCursor', value: { threadId: 20, readUpTo: 15 } })] });
    expect([...keeper.state.wants.threads]).toEqual([20]);
  });
});

test('a draft that is posted is a draft no more, before the server has said so', () => {
  const keeper = welcomed();
  keeper.take({ ...frameOf({}), privateRows: [rowOf(9, { case: 'draft', value: { threadId: 10, text: 'presque' } })] });
  expect(draftOf(keeper.state, { threadId: 10 })?.text).toBe('presque');
  keeper.change(foresee(keeper.state, { case: 'postMessage', value: { threadId: 10, body: 'voilà' } }, 0));
  expect(draftOf(keeper.state, { threadId: 10 })).toBeUndefined();
});

describe('a new connection', () => {
  test('goes on from the cursor, or begins anew in another epoch, or for somebody else', () => {
    const keeper = welcomed();
    const community = { slug: 'vallees' };
    const rows = [rowOf(3, { case: 'bookmark', value: { messageId: 11, kept: true } })];
    keeper.take({ ...frameOf({ welcome: { me: { id: me }, community, epoch: 'e', resumeSeq: 100 } }), privateRows: rows });
    expect(keeper.state.threads.size).toBe(3);
    expect(keeper.state.mine.bookmarks.get(11)?.kept).toBe(true);
    keeper.take(frameOf({ welcome: { me: { id: me }, community, epoch: 'f', resumeSeq: 60, epochChanged: true, snapshot: {} } }));
    expect([keeper.state.threads.size, keeper.state.cursorSeq, keeper.state.mine.bookmarks.size]).toEqual([0, 60, 0]);
  });

  test('answers nothing that was asked on the one before', () => {
    const keeper = welcomed();
    const take = keeper.ask({ case: 'getHistory', value: { threadId: 10 } });
    keeper.take(frameOf({ welcome: { me: { id: me }, community: { slug: 'vallees' }, epoch: 'e', resumeSeq: 100 } }));
    take(historyOf(10, [11]), 100);
    expect(keeper.state.histories.has(10)).toBe(false);
  });
});

test('a state is never changed in place', () => {
  const keeper = welcomed();
  openWindow(keeper, 10, [11]);
  const before = keeper.state;
  const copy = structuredClone(before);
  tell(keeper, posted(101, 10), eventOf(102, { case: 'membershipEnded', value: { channelId: 3 } }, { audience: { case: 'memberId', value: me } }));
  expect(before).toEqual(copy);
  expect(keeper.state).not.toBe(before);
  expect(keeper.state.themes).toBe(before.themes);
});
