// A device's disk for texts: what is written arrives a little later and in order, or never, when the tab is closed before.
import type { TextBase, TextCopy, TextKey, TextStep, TextStore } from '../keep/text_store';
import { forgetTail, tailBehind } from '../keep/text_tail';
import type { Dice } from './dice';

export class Disk {
  readonly bases = new Map<string, TextBase>();
  readonly steps = new Map<string, TextStep[]>();
  readonly copies = new Map<string, TextCopy>();
  /** Refuses to write: it is full. */
  isFull = false;
  private readonly dead = new Set<object>();

  constructor(private readonly dice: Dice) {}

  crash(tab: object): void {
    this.dead.add(tab);
  }

  forTab(tab: object): TextStore {
    let last: Promise<unknown> = Promise.resolve();
    const write = (work: () => void): Promise<void> => {
      const turns = this.dice.below(4);
      const done = last.then(async () => {
        for (let i = 0; i < turns; i += 1) await new Promise((resolve) => setImmediate(resolve));
        if (this.dead.has(tab)) return new Promise<void>(() => {}); // nobody waits any more
        if (this.isFull) throw new Error('the disk is full');
        work();
        return undefined;
      });
      last = done.catch(() => {});
      return done;
    };
    return {
      bases: async (owner) => [...this.bases.values()].filter((base) => base.owner === owner),
      steps: async (key) => {
        const steps = this.steps.get(nameOf(key)) ?? [];
        const base = this.bases.get(nameOf(key));
        return [...steps, ...(base ? tailBehind(base, steps.length) : [])];
      },
      begin: (base, instead) =>
        write(() => {
          if (instead) {
            this.bases.delete(nameOf(instead));
            this.steps.delete(nameOf(instead));
          }
          const name = nameOf([base.owner, base.roadmapId, base.editorId]);
          this.bases.set(name, structuredClone(base));
          this.steps.set(name, []);
        }),
      append: (key, first, steps) =>
        write(() => {
          const all = this.steps.get(nameOf(key));
          if (!all) throw new Error('this text is not kept here any more');
          if (all.length !== first) throw new Error(`a hole: ${all.length} steps, and number ${first} comes`);
          all.push(...structuredClone(steps));
          this.steps.set(nameOf(key), all);
        }),
      drop: (key) =>
        write(() => {
          this.bases.delete(nameOf(key));
          this.steps.delete(nameOf(key));
        }),
      takeTail: (key) =>
        write(() => {
          const steps = this.steps.get(nameOf(key)) ?? [];
          const base = this.bases.get(nameOf(key));
          if (!base) return;
          steps.push(...tailBehind(base, steps.length));
          forgetTail(base);
        }),
      copies: async (owner, roadmapId) => [...this.copies.values()].filter((copy) => copy.owner === owner && copy.roadmapId === roadmapId),
      keepCopy: (copy) => write(() => void this.copies.set(copy.id, structuredClone(copy))),
      dropCopy: (id) => write(() => void this.copies.delete(id)),
    };
  }
}

const nameOf = (key: TextKey): string => key.join(' ');
