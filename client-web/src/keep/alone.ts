// What this page alone holds, because the device took it not: words of forms, copies of shared texts. Whoever would close the
// page is warned, and the page says so.

const names = new Set<string>();
let tell: (holdsAny: boolean) => void = () => {};

/** `isAlone`: the device refused it; else it was kept after all, or given up. */
export function holdAlone(name: string, isAlone: boolean): void {
  const before = names.size > 0;
  if (isAlone) names.add(name);
  else names.delete(name);
  if (before !== names.size > 0) tell(names.size > 0);
}

export function onAlone(change: (holdsAny: boolean) => void): void {
  tell = change;
  change(names.size > 0);
}
