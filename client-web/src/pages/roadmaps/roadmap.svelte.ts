// One roadmap while a page shows it: asked for on arrival, again after its events, let go when the page is left.
//
//   const open = new OpenRoadmap(roadmapId);            // while a component is made
//   await open.act('setRoadmapStatus', { status });     // false: refused, and said so
//   const text = await open.textAt(0);                  // the words in force, with their version
import { untrack } from 'svelte';
import { client } from '../../client.svelte';
import { saidOfRoadmap } from '../../keep/outbox_row';
import { note } from '../../look/speak.svelte';
import { Offline } from '../../net/errors';
import type {
  Accepted,
  CommandBody,
  CommandValue,
  RoadmapCommandCase,
  RoadmapCommandValue,
  RoadmapPassage,
  RoadmapView,
  RoadmapVisit,
} from '../../protocol/messages';
import type { OpenedRoadmap } from '../../state/state';
import { isOfPair } from './names';
import { refusalWords } from './refusals';
import { seenOf, seenToTell } from './seen';

/** The words of one version. */
export interface TextAt {
  readonly version: number;
  readonly text: string;
}

/** What other parts of the page ask of the editor of the text (writing/TextEditor.svelte). */
export interface Editor {
  /** False: it is not there any more. */
  scrollTo(passage: RoadmapPassage): boolean;
  /** Other words for a passage, as a change of one's own; false: it cannot be found, or one may not write. */
  replace(passage: RoadmapPassage, words: string): boolean;
}

/** What one is about to say something about. */
export type Subject = { readonly passage: RoadmapPassage; readonly quote: string } | { readonly actionId: number } | undefined;

const isOf = (body: CommandBody, roadmapId: number) => body.case === 'roadmap' && body.value.roadmapId === roadmapId;

/** What this command says about the roadmap, its text apart; undefined: nothing. */
export const saidIn = (body: CommandBody, roadmapId: number) => (isOf(body, roadmapId) && saidOfRoadmap(body)) || undefined;

export class OpenRoadmap {
  /** Why it cannot be shown. */
  failure = $state.raw<unknown>();
  readonly held: OpenedRoadmap | undefined = $derived.by(() => client.state.roadmaps.get(this.roadmapId));
  readonly view: RoadmapView | undefined = $derived.by(() => this.held?.view);
  readonly isOurs = $derived.by(() => this.view !== undefined && isOfPair(client.state, this.view.territoryId));
  readonly mayComment = $derived.by(() => this.view?.rights?.comment ?? false);
  readonly mayWrite = $derived.by(() => this.view?.rights?.write ?? false);
  readonly maySettle = $derived.by(() => this.view?.rights?.settle ?? false);
  /** The editor, once it is there. */
  editor = $state.raw<Editor>();
  /** What is marked in the text. */
  marked = $state.raw<RoadmapPassage>();
  /** Commands that were given and are not answered yet. */
  busy = $state(0);
  /** The visit before this one: what came after it is new. */
  visit = $state.raw<RoadmapVisit>();
  private hasArrived = false;
  private readonly texts = new Map<number, Promise<TextAt>>();

  constructor(readonly roadmapId: number) {
    $effect(() => {
      if (client.isConnected) untrack(() => this.look());
    });
    $effect(() => {
      if (this.view && !this.hasArrived) untrack(() => this.arrive());
    });
    // It went while one looks: sharing was withdrawn, or the picture began anew. Which of the two, the server says.
    $effect(() => {
      if (!this.view && client.isConnected) untrack(() => this.hasArrived && this.look());
    });
    $effect(() => {
      const leave = () => void (document.visibilityState === 'hidden' && this.tellSeen());
      document.addEventListener('visibilitychange', leave);
      return () => {
        document.removeEventListener('visibilitychange', leave);
        this.tellSeen();
        client.closeRoadmap(this.roadmapId);
      };
    });
  }

  // Also when the state has begun anew, and knows nothing of who looks.
  private look(): void {
    client.openRoadmap(this.roadmapId);
    void this.refresh();
  }

  /** Asks for it anew: what it says of its text is then of this moment. */
  async refresh(): Promise<RoadmapView | undefined> {
    try {
      const { view } = await client.ask('getRoadmap', { roadmapId: this.roadmapId });
      this.failure = undefined;
      return view;
    } catch (error) {
      if (!(error instanceof Offline) || !this.view) this.failure = error;
      return undefined;
    }
  }

  /** Accepted: true. Refused: said aside in words, false. */
  async act<Case extends RoadmapCommandCase>(kind: Case, value: RoadmapCommandValue<Case>): Promise<boolean> {
    try {
      await this.send(kind, value);
      return true;
    } catch (error) {
      note(refusalWords(error), { tone: 'error' });
      return false;
    }
  }

  /** Rejects with RefusalError: for whoever keeps what was written, or tells the refusal in its own words. */
  async send<Case extends RoadmapCommandCase>(kind: Case, value: RoadmapCommandValue<Case>): Promise<Accepted> {
    const command = { roadmapId: this.roadmapId, body: { case: kind, value } } as CommandValue<'roadmap'>;
    this.busy += 1;
    try {
      return await client.send('roadmap', command);
    } catch (error) {
      await this.forgetKept(command);
      throw error;
    } finally {
      this.busy -= 1;
    }
  }

  // What was refused while its form is open stays in the form: once is enough.
  private async forgetKept(value: CommandValue<'roadmap'>): Promise<void> {
    const said = saidOfRoadmap({ case: 'roadmap', value });
    const kept = client.unsent.find(({ body, refusal }) => refusal && isOf(body, this.roadmapId) && saidOfRoadmap(body) === said);
    if (kept) await client.cancelUnsent(kept.key);
  }

  /** « J’ai vu »: from here on nothing is new. */
  markSeen(): void {
    const seen = seenOf(client.state, this.roadmapId);
    if (!seen) return;
    this.tellSeen();
    this.visit = { ...seen, atMs: client.serverNow() };
  }

  private arrive(): void {
    this.hasArrived = true;
    this.visit = client.state.mine.roadmapVisits.get(this.roadmapId);
  }

  // Once one has been here, the next visit begins from now; what is new stays shown until one leaves.
  private tellSeen(): void {
    const seen = seenToTell(client.state, this.roadmapId);
    if (seen) void client.send('markRoadmapSeen', seen).catch(() => {});
  }

  /** What stands in a passage, with the passage. */
  async quote(passage: RoadmapPassage): Promise<{ passage: RoadmapPassage; quote: string }> {
    const { text } = await this.textAt(passage.version);
    return { passage, quote: text.slice(passage.from, passage.to) };
  }

  /** Words of a version never change; of 0, those in force, are asked for each time. */
  textAt(version: number): Promise<TextAt> {
    const known = this.texts.get(version);
    if (known && version > 0) return known;
    const asked = client.ask('getText', { roadmapId: this.roadmapId, version }).then((answer) => ({ version: answer.version, text: answer.text }));
    if (version > 0) {
      this.texts.set(version, asked);
      asked.catch(() => this.texts.delete(version));
    }
    return asked;
  }
}
