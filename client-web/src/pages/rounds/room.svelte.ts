// One round while a page shows it: asked for once, followed by its events, let go when the page is left.
//
//   const room = new OpenRoom(roundId);            // while a component is made
//   await room.act('yieldFloor', {});
//   await room.say({ kind: 'question', text: '…' });
import { untrack } from 'svelte';
import { client } from '../../client.svelte';
import { Offline } from '../../net/errors';
import {
  ContributionMeaning as Meaning,
  type Accepted,
  type CommandValue,
  type ContributionInit,
  type RoundCommandCase,
  type RoundCommandValue,
} from '../../protocol/messages';
import type { RoundRoom } from '../../state/state';
import { note } from '../../look/speak.svelte';
import type { Wording } from './composing';
import type MinutesPaper from './room/MinutesPaper.svelte';
import { refusalWords } from './refusals';
import { isOver, kindMeaning } from './view';

const clockEveryMs = 15_000; // the time is given in minutes: it need not tick
const lookAgainMs = 20_000; // for what time alone changes

export interface Paper {
  readonly view: typeof MinutesPaper; // loaded by whoever prints
  readonly title: string; // where the text brings none
  readonly text: string;
}

export class OpenRoom {
  /** Why it cannot be shown. */
  failure = $state.raw<unknown>();
  /** By the server's clock, a few times a minute. */
  now = $state(client.serverNow());
  readonly room: RoundRoom | undefined = $derived.by(() => client.state.rounds.get(this.roundId));
  /** What goes on paper when one prints: the minutes that were asked for, else the facilitator's grid. */
  paper = $state.raw<Paper>();
  /** Set by the composer: puts these words before me to be changed and sent. False: something else is being written. */
  takeUp: (kind: string, wording: Wording) => boolean = () => false;
  /** How often words were taken up: the panel shows itself then. */
  tookUp = $state(0);
  /** Commands that were given and are not answered yet. */
  busy = $state(0);

  constructor(readonly roundId: number) {
    $effect(() => {
      const isHere = this.room !== undefined;
      const isConnected = client.status.kind === 'live' || client.status.kind === 'polling';
      if (!isHere && isConnected) untrack(() => void this.ask());
    });
    $effect(() => {
      const clock = setInterval(() => (this.now = client.serverNow()), clockEveryMs);
      const again = setInterval(() => this.lookAgain(), lookAgainMs);
      return () => {
        clearInterval(clock);
        clearInterval(again);
        client.closeRound(this.roundId);
      };
    });
    $effect(() => {
      void this.room?.serverTimeMs;
      this.now = client.serverNow();
    });
  }

  /** Accepted: true. Refused: said aside in words, false. */
  async act<Case extends RoundCommandCase>(kind: Case, value: RoundCommandValue<Case>, opening = 0): Promise<boolean> {
    try {
      await this.send(kind, value, opening);
      return true;
    } catch (error) {
      note(refusalWords(error, this.room), { tone: 'error' });
      return false;
    }
  }

  /** As act(), where the step that one has before one's eyes matters. */
  actHere<Case extends RoundCommandCase>(kind: Case, value: RoundCommandValue<Case>): Promise<boolean> {
    return this.act(kind, value, this.room?.view.opening ?? 0);
  }

  /** In a practice round: the next imaginary person acts. Rejects with RefusalError when it is the facilitator's turn. */
  turn(): Promise<Accepted> {
    return this.send('practiceTurn', {}, 0);
  }

  /** Rejects with RefusalError: for whoever keeps what was written. */
  say(contribution: ContributionInit, forMemberIds: number[] = []): Promise<Accepted> {
    return this.send('contribute', { contribution, forMemberIds }, this.openingFor(contribution.kind ?? ''));
  }

  /** A gesture without words: « je passe », « d’accord ». For others: noted by the facilitator. */
  gesture(contribution: ContributionInit, forMemberIds: number[] = []): Promise<boolean> {
    return this.act('contribute', { contribution, forMemberIds }, this.openingFor(contribution.kind ?? ''));
  }

  /** The same by what it means, where this form has such a kind. */
  mean(meaning: Meaning, more: ContributionInit = {}, forMemberIds: number[] = []): Promise<boolean> {
    const kind = this.room && kindMeaning(this.room, meaning);
    return kind ? this.gesture({ kind: kind.key, ...more }, forMemberIds) : Promise.resolve(false);
  }

  private async send<Case extends RoundCommandCase>(kind: Case, value: RoundCommandValue<Case>, opening: number): Promise<Accepted> {
    this.busy += 1;
    try {
      return await client.send('round', { roundId: this.roundId, opening, body: { case: kind, value } } as CommandValue<'round'>);
    } finally {
      this.busy -= 1;
    }
  }

  /** What may be said in every step is not meant for one of them. */
  private openingFor(key: string): number {
    const { room } = this;
    const isAlways = room?.form.always.some(({ role, kinds }) => room.view.myRoles.includes(role) && kinds.includes(key));
    return isAlways ? 0 : (room?.view.opening ?? 0);
  }

  private async ask(): Promise<void> {
    try {
      await client.ask('getRound', { roundId: this.roundId });
      this.failure = undefined;
    } catch (error) {
      if (!(error instanceof Offline) || !this.room) this.failure = error;
    }
  }

  private lookAgain(): void {
    const { room } = this;
    if (room && !isOver(room) && room.deskChannelId !== 0) client.refreshRound(this.roundId);
  }
}
