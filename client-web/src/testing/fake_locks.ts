// Web Locks of several tabs, in one process. A tab that is closed gives back what it held.
import type { Locks } from '../keep/locks';

interface Wish {
  readonly tab: object;
  readonly go: () => void;
}

export class FakeLocks {
  private readonly queues = new Map<string, Wish[]>(); // the first one holds it
  private readonly closed = new WeakSet<object>();

  forTab(tab: object): Locks {
    return {
      hold: async (name, work) => {
        await new Promise<void>((resolve) => this.enter(name, { tab, go: resolve }));
        try {
          return await work();
        } finally {
          this.leave(name, tab);
        }
      },
      claim: async (name) => {
        if (this.closed.has(tab) || (this.queues.get(name) ?? []).length > 0) return undefined;
        this.enter(name, { tab, go: () => {} });
        return () => this.leave(name, tab);
      },
      areReal: true,
    };
  }

  closeTab(tab: object): void {
    this.closed.add(tab);
    for (const name of [...this.queues.keys()]) this.leave(name, tab);
  }

  private enter(name: string, wish: Wish): void {
    const queue = this.queues.get(name) ?? [];
    this.queues.set(name, [...queue, wish]);
    if (queue.length === 0) wish.go();
  }

  private leave(name: string, tab: object): void {
    const queue = this.queues.get(name) ?? [];
    const rest = queue.filter((wish) => wish.tab !== tab);
    if (rest.length === 0) this.queues.delete(name);
    else this.queues.set(name, rest);
    if (rest[0] && rest[0] !== queue[0]) rest[0].go();
  }
}
