// Where one wanted to go before the door, as the address says it: anybody may have written that.

/** The address within this client, or its first page: a link from elsewhere must not lead out through the door. */
export function inside(address: string | null, origin: string): string {
  if (!address?.startsWith('/')) return '/';
  try {
    const url = new URL(address, origin); // which reads « /⇥/evil.example » as browsers do: as another host
    return url.origin === origin ? url.pathname + url.search + url.hash : '/';
  } catch {
    return '/';
  }
}
