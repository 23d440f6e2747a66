// One tab at a time. Without the Web Locks of the browser (pages that are not served securely) everybody goes on at
// once: the command keys make that harmless.
export interface Locks {
  /** Runs `work` when no other tab runs something under that name. */
  hold<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
  /** Takes what no other tab has, until it is given back or the tab is closed; undefined when another one still has it
      after `patienceMs`: a tab that was just closed may take a moment to let go. */
  claim(name: string, patienceMs?: number): Promise<(() => void) | undefined>;
  /** Whether a claim keeps other tabs away: not without the browser's locks. */
  readonly areReal: boolean;
}

export function browserLocks(manager: LockManager | undefined = navigator.locks as LockManager | undefined): Locks {
  return {
    hold: <Result>(name: string, work: () => Promise<Result>) =>
      manager ? (manager.request(name, work) as Promise<Result>) : work(),
    claim: (name, patienceMs = 0) =>
      new Promise((resolve) => {
        if (!manager) return resolve(() => {});
        const options = patienceMs > 0 ? { signal: AbortSignal.timeout(patienceMs) } : { ifAvailable: true };
        manager
          .request(name, options, (lock) => {
            if (!lock) return resolve(undefined);
            return new Promise<void>((giveBack) => resolve(giveBack));
          })
          .catch(() => resolve(undefined)); // waited long enough
      }),
    areReal: manager !== undefined,
  };
}
