// One tab at a time. Without the Web Locks of the browser (pages that are not served securely) everybody goes on at
// once: the command keys make that harmless.
export interface Locks {
  /** Runs `work` when no other tab runs something under that name. */
  hold<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
  /** Takes what no other tab has, until it is given back or the tab is closed; undefined when another one has it. */
  claim(name: string): Promise<(() => void) | undefined>;
  /** Whether a claim keeps other tabs away: not without the browser's locks. */
  readonly areReal: boolean;
}

export function browserLocks(manager: LockManager | undefined = navigator.locks as LockManager | undefined): Locks {
  return {
    hold: <Result>(name: string, work: () => Promise<Result>) =>
      manager ? (manager.request(name, work) as Promise<Result>) : work(),
    claim: (name) =>
      new Promise((resolve, reject) => {
        if (!manager) return resolve(() => {});
        manager
          .request(name, { ifAvailable: true }, (lock) => {
            if (!lock) return resolve(undefined);
            return new Promise<void>((giveBack) => resolve(giveBack));
          })
          .catch(reject);
      }),
    areReal: manager !== undefined,
  };
}
