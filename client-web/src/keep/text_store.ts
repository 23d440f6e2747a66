// Texts that are written together, as this device keeps them: each open editor has a base, and the steps that followed
// it. Replayed, they are the editor as it was: nothing is ever moved or merged on disk, so that any beginning of the
// steps is a state in which the editor has been.
import type { Database } from './database';
import { forgetTail, tailBehind } from './text_tail';
import type { TextChange, TextEntry } from '../protocol/messages';

/** The state of an editor from which its steps go on. */
export interface TextBase {
  readonly owner: string;
  readonly roadmapId: number;
  readonly editorId: number;
  readonly epoch: string;
  readonly version: number;
  readonly text: string; // of the log, at that version
  readonly unsent: readonly TextChange[]; // that were made after it
  readonly sent: number; // how many of them, from the front, may have reached the server
  readonly canWrite: boolean; // when it was last told
  readonly atMs: number;
}

/** own: something was written. entry: a change of the log was taken in. sent: so many own ones may have been sent, of all. */
export type TextStep =
  | { readonly own: TextChange }
  | { readonly entry: Pick<TextEntry, 'version' | 'authorId' | 'editorId' | 'change'> }
  | { readonly sent: number };

/** What could not be put into the text, kept until its author gives it up. */
export interface TextCopy {
  readonly id: string;
  readonly owner: string;
  readonly roadmapId: number;
  readonly atMs: number;
  readonly cause: CopyCause;
  readonly base: string; // the text that it was written in
  readonly change: TextChange; // what was written there
}

export type CopyCause = 'epoch' | 'ahead' | 'diverged' | 'late' | 'rights' | 'archived' | 'frozen' | 'unreadable' | 'refused';

export type TextKey = readonly [owner: string, roadmapId: number, editorId: number];

export interface TextStore {
  bases(owner: string): Promise<readonly TextBase[]>;
  steps(key: TextKey): Promise<readonly TextStep[]>;
  /** A new base in the place of another one, all at once: the other one goes, and so do the steps of both. */
  begin(base: TextBase, instead?: TextKey): Promise<void>;
  /** Steps from number `first` on; rejects when their base is gone. `isStrict`: resolves when no loss of power takes them away any more. */
  append(key: TextKey, first: number, steps: readonly TextStep[], isStrict: boolean): Promise<void>;
  drop(key: TextKey): Promise<void>;
  /** Puts the steps that a closed page left beside the database where they belong; by whoever goes on with the editor. */
  takeTail(key: TextKey): Promise<void>;
  copies(owner: string, roadmapId: number): Promise<readonly TextCopy[]>;
  keepCopy(copy: TextCopy): Promise<void>;
  dropCopy(id: string): Promise<void>;
}

const allSteps = (key: TextKey) => IDBKeyRange.bound([...key, 0], [...key, Number.MAX_SAFE_INTEGER]);

export function databaseTexts(database: Database): TextStore {
  return {
    bases: async (owner) => (await database.getAll('texts')).filter((base) => base.owner === owner),
    async steps(key) {
      const work = database.transaction(['texts', 'textSteps']);
      const base = await work.objectStore('texts').get([...key]);
      const steps = (await work.objectStore('textSteps').getAll(allSteps(key))).map(({ step }) => step);
      return base ? [...steps, ...tailBehind(base, steps.length)] : steps;
    },
    async begin(base, instead) {
      const work = database.transaction(['texts', 'textSteps'], 'readwrite', { durability: 'strict' });
      const texts = work.objectStore('texts');
      const steps = work.objectStore('textSteps');
      const cleared = instead ? [texts.delete([...instead]), steps.delete(allSteps(instead))] : [];
      await Promise.all([...cleared, steps.delete(allSteps([base.owner, base.roadmapId, base.editorId])), texts.put(base), work.done]);
    },
    async append([owner, roadmapId, editorId], first, steps, isStrict) {
      const work = database.transaction(['texts', 'textSteps'], 'readwrite', { durability: isStrict ? 'strict' : 'relaxed' });
      // Its base was dropped, because one left: what is read goes nowhere any more.
      if ((await work.objectStore('texts').getKey([owner, roadmapId, editorId])) === undefined) throw new Error('this text is not kept here any more');
      const puts = steps.map((step, i) => work.objectStore('textSteps').put({ owner, roadmapId, editorId, number: first + i, step }));
      await Promise.all([...puts, work.done]);
    },
    async takeTail(key) {
      const known = await database.count('textSteps', allSteps(key));
      const base = await database.get('texts', [...key]);
      const tail = base ? tailBehind(base, known) : [];
      if (tail.length > 0) await this.append(key, known, tail, true);
      if (base) forgetTail(base);
    },
    async drop(key) {
      forgetTail({ owner: key[0], roadmapId: key[1], editorId: key[2] });
      const work = database.transaction(['texts', 'textSteps'], 'readwrite');
      await Promise.all([work.objectStore('texts').delete([...key]), work.objectStore('textSteps').delete(allSteps(key)), work.done]);
    },
    copies: async (owner, roadmapId) =>
      (await database.getAll('textCopies')).filter((copy) => copy.owner === owner && copy.roadmapId === roadmapId),
    async keepCopy(copy) {
      const work = database.transaction('textCopies', 'readwrite', { durability: 'strict' });
      await Promise.all([work.store.put(copy), work.done]);
    },
    dropCopy: (id) => database.delete('textCopies', id),
  };
}

/**
 * What was read goes from the device. What was written and not sent stays, with the text that it was written in; of
 * copies, which nothing is done with any more but reading them, the words that were written.
 */
export async function dropReadTexts(database: Database, owner: string, isGone: (roadmapId: number) => boolean = () => true): Promise<void> {
  const store = databaseTexts(database);
  for (const base of await store.bases(owner)) {
    const key: TextKey = [owner, base.roadmapId, base.editorId];
    if (isGone(base.roadmapId) && !hasUnsent(base, await store.steps(key))) await store.drop(key);
  }
  const work = database.transaction('textCopies', 'readwrite', { durability: 'strict' });
  const copies = (await work.store.getAll()).filter((copy) => copy.owner === owner && isGone(copy.roadmapId));
  await Promise.all([...copies.map((copy) => work.store.put(ownWordsOf(copy))), work.done]);
}

/** A copy without the text that it was written in: of whoever may not read that any more. */
export function ownWordsOf(copy: TextCopy): TextCopy {
  const { inserted } = copy.change;
  return { ...copy, base: '', change: { sections: inserted === '' ? [] : [0, inserted.length], inserted } };
}

/** Roadmaps in which something was written on this device that the log is not known to hold. */
export async function unsentTexts(database: Database, owner: string): Promise<readonly number[]> {
  const store = databaseTexts(database);
  const found = new Set<number>();
  for (const base of await store.bases(owner)) {
    if (hasUnsent(base, await store.steps([owner, base.roadmapId, base.editorId]))) found.add(base.roadmapId);
  }
  return [...found];
}

/** Whether somebody wrote something that the log is not known to hold. */
export function hasUnsent(base: TextBase, steps: readonly TextStep[]): boolean {
  const written = steps.filter((step) => 'own' in step).length;
  const author = Number(base.owner.slice(base.owner.lastIndexOf('/') + 1));
  const isOwn = (step: TextStep) => 'entry' in step && step.entry.editorId === base.editorId && step.entry.authorId === author;
  return base.unsent.length + written > steps.filter(isOwn).length;
}
