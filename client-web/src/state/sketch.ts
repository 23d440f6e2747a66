// A state while it is being changed. Collections are copied the first time they are written to, so that a batch of
// events copies each of them at most once, however many events there are.
//
//   const sketch = new Sketch(state);
//   sketch.map('threads').set(12, …);
//   return sketch.done();
import type { State, Wants } from './state';

type MapName = 'channels' | 'members' | 'territories' | 'themes' | 'threads' | 'histories' | 'loose' | 'unread' | 'rounds' | 'roadmaps' | 'gatherings' | 'workshops';
type WritableMap<M> = M extends ReadonlyMap<infer Key, infer Value> ? Map<Key, Value> : never;

type WantSet = 'channels' | 'threads' | 'messages' | 'rounds' | 'roadmaps' | 'gatherings' | 'workshops' | 'commons';

export class Sketch {
  private readonly owned = new WeakSet<object>();
  private changes: { -readonly [K in keyof State]?: State[K] } = {};

  constructor(private readonly base: State) {}

  get<K extends keyof State>(name: K): State[K] {
    return name in this.changes ? (this.changes[name] as State[K]) : this.base[name];
  }

  set<K extends keyof State>(name: K, value: State[K]): void {
    if (this.get(name) !== value) this.changes[name] = value;
  }

  /** One of the maps, to write to. */
  map<K extends MapName>(name: K): WritableMap<State[K]> {
    if (!(name in this.changes)) {
      (this.changes as Record<K, unknown>)[name] = new Map(this.base[name] as ReadonlyMap<unknown, unknown>);
    }
    return this.changes[name] as unknown as WritableMap<State[K]>;
  }

  /** A list of the sketch's own, with what was in `items`: to be written to, until done(). */
  own<Item>(items: readonly Item[]): Item[] {
    if (this.owned.has(items)) return items as Item[];
    const copy = [...items];
    this.owned.add(copy);
    return copy;
  }

  want(name: WantSet, id: number): void {
    const wants = this.get('wants');
    if (!wants[name].has(id)) this.changeWants({ [name]: new Set(wants[name]).add(id) });
  }

  unwant(name: WantSet, id: number): void {
    const wants = this.get('wants');
    if (!wants[name].has(id)) return;
    const rest = new Set(wants[name]);
    rest.delete(id);
    this.changeWants({ [name]: rest });
  }

  changeWants(change: Partial<Wants>): void {
    this.set('wants', { ...this.get('wants'), ...change });
  }

  /** The state that came out of it; the very same object when nothing changed. The sketch is used up. */
  done(): State {
    return Object.keys(this.changes).length === 0 ? this.base : { ...this.base, ...this.changes };
  }
}
