// One tab at a time. Without the Web Locks of the browser (pages that are not served securely) everybody goes on at
// once: the command keys make that harmless.
export interface Locks {
  /** Runs `work` when no other tab runs something under that name. */
  hold<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
}

export function browserLocks(manager: LockManager | undefined = navigator.locks as LockManager | undefined): Locks {
  return {
    hold: <Result>(name: string, work: () => Promise<Result>) =>
      manager ? (manager.request(name, work) as Promise<Result>) : work(),
  };
}
