// One gathering while a page shows it: asked for on arrival, again after its events, let go when the page is left.
//
//   const open = new OpenGathering(gatheringId);                          // while a component is made
//   await open.act('cancelGathering', { gatheringId, because });          // false: refused, and said so
import { untrack } from 'svelte';
import { client } from '../../client.svelte';
import { closeGathering, openGathering, sendCourse } from '../../client/course';
import { note } from '../../look/speak.svelte';
import { Offline } from '../../net/errors';
import type { CourseCommandCase, CourseCommandValue, Gathering, GatheringAnswer } from '../../protocol/messages';
import { refusalWords } from './refusals';

export class OpenGathering {
  /** Why it cannot be shown. */
  failure = $state.raw<unknown>();
  /** A command was given and is not answered yet. */
  isBusy = $state(false);
  readonly answer: GatheringAnswer | undefined = $derived.by(() => client.state.gatherings.get(this.gatheringId)?.answer);
  readonly gathering: Gathering | undefined = $derived.by(() => this.answer?.gathering);
  readonly isNotOurs = $derived.by(() => !this.gathering && this.failure !== undefined && !(this.failure instanceof Offline));

  constructor(readonly gatheringId: number) {
    $effect(() => {
      if (client.isConnected) untrack(() => this.look());
    });
    $effect(() => () => closeGathering(this.gatheringId));
  }

  // Also when the state has begun anew, and knows nothing of who looks.
  private look(): void {
    openGathering(this.gatheringId);
    void this.refresh();
  }

  async refresh(): Promise<GatheringAnswer | undefined> {
    try {
      const answer = await client.ask('getGathering', { gatheringId: this.gatheringId });
      this.failure = undefined;
      return answer;
    } catch (error) {
      if (!(error instanceof Offline) || !this.gathering) this.failure = error;
      return undefined;
    }
  }

  /** Accepted: true. Refused: said aside in words, false. */
  async act<Case extends CourseCommandCase>(kind: Case, value: CourseCommandValue<Case>): Promise<boolean> {
    this.isBusy = true;
    try {
      await sendCourse(kind, value);
      return true;
    } catch (error) {
      note(refusalWords(error), { tone: 'error' });
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
