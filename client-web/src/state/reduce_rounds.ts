// Rounds of co-development. What is said in a round that is looked at follows its events; what one sees and may do
// besides, only the rules can tell: it is wished for again after any event (see protocol: GetRound.without_words).
import {
  ChannelKind,
  Hiding,
  RoundStatus,
  type Contribution,
  type Event,
  type RoundAnswer,
  type RoundEventBody,
  type RoundRow,
} from '../protocol/messages';
import type { Sketch } from './sketch';
import type { RoundRoom } from './state';

/** In wants.rounds: the list of rounds. */
export const listId = 0;

/** A round was entered, or is in the first picture: it belongs to the list. */
export function wantRounds(sketch: Sketch, kind: ChannelKind): void {
  if (kind === ChannelKind.ROUND) sketch.want('rounds', listId);
}

export function leaveRound(sketch: Sketch, roundId: number): void {
  sketch.unwant('rounds', roundId);
  if (sketch.get('rounds').has(roundId)) sketch.map('rounds').delete(roundId);
  const list = sketch.get('roundList');
  if (list?.rows.some((row) => row.roundId === roundId)) {
    sketch.set('roundList', { ...list, rows: list.rows.filter((row) => row.roundId !== roundId) });
  }
}

export function holdRoundList(sketch: Sketch, rows: readonly RoundRow[], asOf: number): void {
  if ((sketch.get('roundList')?.asOf ?? -1) <= asOf) sketch.set('roundList', { rows, asOf });
}

/** `isShort`: the answer leaves out what the events tell. */
export function holdRoom(sketch: Sketch, answer: RoundAnswer, asOf: number, isShort: boolean): void {
  const { view } = answer;
  if (!view) return;
  const held = sketch.get('rounds').get(view.id);
  if (isShort && !held) return; // nobody looks at it any more
  const hasFresherWords = held !== undefined && (isShort || held.wordsAsOf > asOf);
  const isOlder = held !== undefined && held.asOf > asOf;
  const form = (isShort ? held?.form : view.form) ?? held?.form;
  if (!form && view.status !== RoundStatus.CANCELLED) return;
  sketch.map('rounds').set(view.id, {
    id: view.id,
    view: isOlder ? held.view : { ...view, form: undefined, contributions: [] },
    form: form ?? noForm,
    contributions: hasFresherWords ? held.contributions : new Map(view.contributions.map((said) => [said.id, said])),
    lacksWords: isShort && held !== undefined && held.lacksWords,
    deskChannelId: isOlder ? held.deskChannelId : answer.deskChannelId,
    serverTimeMs: isOlder ? held.serverTimeMs : answer.serverTimeMs,
    asOf: isOlder ? held.asOf : asOf,
    wordsAsOf: hasFresherWords ? held.wordsAsOf : asOf,
  });
}

/** Of a cancelled round: only that it existed is told. */
const noForm = {
  key: '', label: '', summary: '', followsMethod: true, modes: [], kinds: [], roles: [], always: [], steps: [],
  membersMin: 0, membersIdeal: 0, membersMax: 0, secondRoundFrom: '', finishNeeds: [],
} satisfies RoundRoom['form'];

const wordless = {
  text: '', title: '', urgency: '', expects: '', helpWanted: [], progress: [], action: undefined, erased: true,
} satisfies Partial<Contribution>;

/** What was made carries all that it is; who made it and when is the envelope's where it is left out. */
function made(event: Event, said: Contribution): Contribution {
  return {
    ...said,
    id: said.id || event.seq,
    authorId: said.authorId || event.actorId,
    atMs: said.atMs || event.atMs,
    shownSeq: said.hiding === Hiding.UNSPECIFIED ? said.shownSeq || event.seq : said.shownSeq,
  };
}

function withWords(room: RoundRoom, event: Event, body: RoundEventBody): ReadonlyMap<number, Contribution> {
  const { contributions } = room;
  switch (body.case) {
    case 'contributionMade': {
      const said = body.value.contribution && made(event, body.value.contribution);
      return said ? inOrder(new Map(contributions).set(said.id, said)) : contributions;
    }
    case 'contributionsShown': {
      const toAll = event.audience.case === 'channelId' && event.audience.value === room.id;
      const next = new Map(contributions);
      for (const said of body.value.contributions) {
        next.set(said.id, toAll ? { ...said, shownSeq: said.shownSeq || event.seq } : said);
      }
      return inOrder(next);
    }
    case 'contributionErased': {
      const said = contributions.get(body.value.contributionId);
      return said ? new Map(contributions).set(said.id, { ...said, ...wordless }) : contributions;
    }
    case 'wordsErased':
      return new Map([...contributions].map(([id, said]) => [id, { ...said, ...wordless }]));
    case 'roundCancelled': return new Map();
    default: return contributions;
  }
}

/** What is shown late was said before others: its id says when. */
function inOrder(contributions: Map<number, Contribution>): ReadonlyMap<number, Contribution> {
  let last = 0;
  for (const id of contributions.keys()) {
    if (id < last) return new Map([...contributions].sort(([a], [b]) => a - b));
    last = id;
  }
  return contributions;
}

/** One reads a round from another moment on: a cancelled one from its cancelling, of which no other event tells. */
function readAnew(sketch: Sketch, roundId: number): void {
  const room = sketch.get('rounds').get(roundId);
  if (!room) return;
  sketch.want('rounds', roundId);
  sketch.want('rounds', listId);
  sketch.map('rounds').set(roundId, { ...room, lacksWords: true });
}

export function reduceRounds(sketch: Sketch, event: Event): void {
  if (event.body.case === 'membershipGranted') return readAnew(sketch, event.body.value.membership?.channelId ?? 0);
  if (event.body.case !== 'round') return;
  const { roundId, body } = event.body.value;
  if (!body.case) return;
  const id = roundId || event.seq; // of its planning
  const room = sketch.get('rounds').get(id);
  if (!room) {
    if (event.seq > (sketch.get('roundList')?.asOf ?? 0)) sketch.want('rounds', listId);
    return;
  }
  if (event.seq > room.asOf) sketch.want('rounds', id);
  if (event.seq <= room.wordsAsOf) return;
  // Whoever holds the desk now reads what was set aside, and the questions that wait.
  const lacksWords = room.lacksWords || body.case === 'facilitationTaken';
  const contributions = withWords(room, event, body as RoundEventBody);
  sketch.map('rounds').set(id, { ...room, contributions, lacksWords, wordsAsOf: event.seq });
}
