// Which addresses are the page's own.

/** A file of a build: its name changes with its content. */
export function isPart(path: string): boolean {
  return path.startsWith('/assets/');
}

/** An address that the page shows by itself: anything that is neither a file, nor the server's, nor a phone's in the workshop (src/phone). */
export function isPage(path: string): boolean {
  const isServers = /^\/(?:api|socket|healthz|readyz|metrics|pour-chez-nous|atelier|desabonnement)(?:\/|$)/.test(path);
  return !isServers && !/\.[a-z0-9]+$/i.test(path);
}
