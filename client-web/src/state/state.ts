// What a client holds of a community: the nouns of the protocol, each with the seq up to which it is known. Plain data
// that is never changed in place: a new State shares with the old one everything that did not change.
import type {
  Acceptance,
  Bookmark,
  Channel,
  Community,
  Contribution,
  Dossier,
  Draft,
  FollowLevel,
  FreshStart,
  GatheringAnswer,
  GatheringRow,
  LastVisit,
  Member,
  Membership,
  Message,
  NotebookEntry,
  QuoteRow,
  RoadmapRow,
  RoadmapView,
  RoadmapVisit,
  RoundRow,
  RoundTemplate,
  RoundView,
  Settings,
  Territory,
  Theme,
  Thread,
  Word,
  Workshop,
} from '../protocol/messages';

/** A thing as of a seq: events up to there are in it already. */
export type Held<Thing> = Thing & { readonly asOf: number };

export interface ChannelRow {
  readonly id: number;
  readonly channel: Channel | undefined; // undefined: entered, and not asked for yet
  readonly membership: Membership | undefined;
  readonly asOf: number; // of its list of threads, too
  readonly moreThreads: boolean; // there are older ones than those held: ListThreads
}

/**
 * A stretch of a thread's messages that was asked for, without a gap, in order of id. Where it reaches the end of the
 * thread it grows with what is posted.
 */
export interface HistoryWindow {
  readonly threadId: number;
  readonly channelId: number;
  readonly asOf: number; // of its end: messages posted up to there are in it
  readonly moreBefore: boolean;
  readonly moreAfter: boolean;
  readonly olderHidden: boolean; // « message antérieur à votre arrivée »
  readonly isStale: boolean; // messages were moved into it that were never seen here: ask again
  readonly messages: readonly Held<Message>[];
}

/** What is unread in a thread, as the server counted it at `asOf` with the read cursor `readUpTo`. */
export interface Unread {
  readonly count: number; // up to 1000, which means "999+"
  readonly firstId: number;
  readonly readUpTo: number;
  readonly asOf: number;
}

/**
 * A round that is looked at: what one sees of it and may do in it, as the rules said at `asOf`, and what was said, which
 * follows the events. Never kept on the device.
 */
export interface RoundRoom {
  readonly id: number;
  readonly view: RoundView; // without form and contributions: they are here
  readonly form: RoundTemplate;
  readonly contributions: ReadonlyMap<number, Contribution>; // in order of id
  readonly deskChannelId: number; // 0: one does not sit at the desk
  readonly serverTimeMs: number; // at which the clocks of the view were read
  readonly lacksWords: boolean; // one may read what was said before, and was not told it: all is asked for again
  readonly asOf: number; // of the view
  readonly wordsAsOf: number; // of the contributions
}

/** The rounds that one is in. */
export interface RoundList {
  readonly rows: readonly RoundRow[];
  readonly asOf: number;
}

/** A roadmap that a page shows or has shown, as the server told it; its text is the editor's. */
export interface OpenedRoadmap {
  readonly id: number;
  readonly view: RoadmapView;
  readonly epoch: string; // of its text
  readonly asOf: number;
}

/** The roadmaps that one reads, by territory. */
export interface RoadmapList {
  readonly rows: readonly RoadmapRow[];
  readonly asOf: number;
}

/** What was asked of oneself: quotes to allow, newest first. */
export interface QuoteList {
  readonly rows: readonly QuoteRow[];
  readonly asOf: number;
}

/** What was published to the committees that one reads, newest first. */
export interface DossierList {
  readonly dossiers: readonly Dossier[];
  readonly asOf: number;
}

/** A gathering that a page shows or has shown, as the server told it. */
export interface OpenedGathering {
  readonly id: number;
  readonly channelId: number;
  readonly answer: GatheringAnswer;
  readonly asOf: number;
}

/** The gatherings that one reads, by their start. */
export interface GatheringList {
  readonly rows: readonly GatheringRow[];
  readonly asOf: number;
}

/** A workshop that is looked at: its sentences follow the events, since thirty phones speak at once. */
export interface WorkshopWall {
  readonly id: number;
  readonly workshop: Workshop;
  readonly canSort: boolean;
  readonly asOf: number;
}

/** Rows of the member alone; the last writer wins, by revision. */
export interface PrivateRows {
  readonly readCursors: ReadonlyMap<number, { readonly readUpTo: number; readonly revision: number }>;
  readonly drafts: ReadonlyMap<string, Draft & { readonly revision: number }>; // by placeKey()
  readonly followings: ReadonlyMap<string, { readonly level: FollowLevel; readonly revision: number }>;
  readonly bookmarks: ReadonlyMap<number, Bookmark & { readonly revision: number }>;
  readonly acceptances: ReadonlyMap<number, Acceptance & { readonly revision: number }>; // by kind
  readonly lastVisit: (LastVisit & { readonly revision: number }) | undefined;
  readonly settings: (Settings & { readonly revision: number }) | undefined;
  readonly freshStart: (FreshStart & { readonly revision: number }) | undefined;
  readonly roadmapVisits: ReadonlyMap<number, RoadmapVisit & { readonly revision: number }>;
  readonly notebook: ReadonlyMap<string, NotebookEntry & { readonly revision: number }>; // by keyText(entryKey); without text: it is gone
}

/** What has to be asked for before the picture is whole again. */
export interface Wants {
  readonly snapshot: boolean; // the directory or the plenary was entered or left: who is seen changes altogether
  readonly directoryAfterId: number; // the next page of a directory too large for the snapshot (0: it is whole)
  readonly channels: ReadonlySet<number>; // entered: GetChannel
  readonly threads: ReadonlySet<number>; // spoken of and not held, or changed in a way that is not told: GetThread
  readonly messages: ReadonlySet<number>; // quoted or answered, and not held: GetMessages
  readonly rounds: ReadonlySet<number>; // something happened in them while they are looked at; 0: the list of rounds
  readonly roadmaps: ReadonlySet<number>; // likewise; 0: the list of roadmaps
  readonly commons: ReadonlySet<number>; // lists of reduce_commons.ts
  readonly gatherings: ReadonlySet<number>; // likewise; 0: the list of gatherings
  readonly workshops: ReadonlySet<number>; // one may read them from another moment on, or not any more
  readonly unreadAt: number; // which threads are unread, as of then or later (0: nothing is wanted): ListThreads
}

export interface State {
  readonly epoch: string;
  readonly cursorSeq: number;
  readonly privateRevision: number;
  readonly serverLevel: number;
  readonly me: Member;
  readonly community: Community;
  readonly channels: ReadonlyMap<number, ChannelRow>;
  readonly members: ReadonlyMap<number, Held<Member>>;
  readonly territories: ReadonlyMap<number, Held<Territory>>;
  readonly themes: ReadonlyMap<number, Held<Theme>>;
  readonly directoryAsOf: number; // of who and what is in the three above
  readonly word: Held<Word> | undefined;
  readonly threads: ReadonlyMap<number, Held<Thread>>;
  readonly moreThreads: boolean; // the snapshot did not hold all
  readonly histories: ReadonlyMap<number, HistoryWindow>; // by thread
  readonly loose: ReadonlyMap<number, Held<Message>>; // messages outside of the windows: quoted, answered, bookmarked
  readonly unread: ReadonlyMap<number, Unread>; // by thread; a thread that is not in it is read
  readonly rounds: ReadonlyMap<number, RoundRoom>; // those that a page shows now
  readonly roundList: RoundList | undefined; // undefined: not asked for yet
  readonly roadmaps: ReadonlyMap<number, OpenedRoadmap>; // those that were looked at last
  readonly roadmapsLookedAt: ReadonlySet<number>; // by pages: they are asked for again after each event
  readonly roadmapList: RoadmapList | undefined; // undefined: not asked for yet
  readonly quoteList: QuoteList | undefined; // undefined: not asked for yet
  readonly dossierList: DossierList | undefined; // undefined: not asked for yet
  readonly gatherings: ReadonlyMap<number, OpenedGathering>; // those that were looked at last
  readonly gatheringsLookedAt: ReadonlySet<number>; // by pages: they are asked for again after each event
  readonly gatheringList: GatheringList | undefined; // undefined: not asked for yet
  readonly workshops: ReadonlyMap<number, WorkshopWall>; // those that a page shows now
  readonly mine: PrivateRows;
  readonly wants: Wants;
}

export const noWants: Wants = {
  snapshot: false,
  directoryAfterId: 0,
  channels: new Set(),
  threads: new Set(),
  messages: new Set(),
  rounds: new Set(),
  roadmaps: new Set(),
  commons: new Set(),
  gatherings: new Set(),
  workshops: new Set(),
  unreadAt: 0,
};

export const noPrivateRows: PrivateRows = {
  readCursors: new Map(),
  drafts: new Map(),
  followings: new Map(),
  bookmarks: new Map(),
  acceptances: new Map(),
  lastVisit: undefined,
  settings: undefined,
  freshStart: undefined,
  roadmapVisits: new Map(),
  notebook: new Map(),
};

const nobody: Member = {
  id: 0,
  name: '',
  role: 0,
  territoryId: 0,
  organisation: '',
  function: '',
  bio: '',
  status: 0,
  key: '',
};

export const emptyState: State = {
  epoch: '',
  cursorSeq: 0,
  privateRevision: 0,
  serverLevel: 0,
  me: nobody,
  community: { slug: '', name: '', timeZone: '' },
  channels: new Map(),
  members: new Map(),
  territories: new Map(),
  themes: new Map(),
  directoryAsOf: 0,
  word: undefined,
  threads: new Map(),
  moreThreads: false,
  histories: new Map(),
  loose: new Map(),
  unread: new Map(),
  rounds: new Map(),
  roundList: undefined,
  roadmaps: new Map(),
  roadmapsLookedAt: new Set(),
  roadmapList: undefined,
  quoteList: undefined,
  dossierList: undefined,
  gatherings: new Map(),
  gatheringsLookedAt: new Set(),
  gatheringList: undefined,
  workshops: new Map(),
  mine: noPrivateRows,
  wants: noWants,
};

/** Of a draft or a following: it is about a thread, or about a channel. */
export function placeKey(place: { readonly threadId?: number; readonly channelId?: number }): string {
  return place.threadId ? `t${place.threadId}` : `c${place.channelId ?? 0}`;
}
