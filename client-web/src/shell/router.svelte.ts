// Where one is, on the browser's own history: links are plain <a href>, and going back comes back to the same line.

/** A page's address, taken apart. `id` is the number in /fil/12, or what stands there instead. */
export interface Place {
  path: string; // without a slash at its end; "/" for the first page
  query: URLSearchParams;
  hash: string; // without the "#"
}

interface HistoryState {
  scrollY?: number;
}

const restoreWithinMs = 1_500; // pages fill in as answers come; after that the reader has begun to scroll

function read(): Place {
  const { pathname, search, hash } = location;
  return { path: pathname.replace(/(.)\/+$/, '$1'), query: new URLSearchParams(search), hash: hash.slice(1) };
}

let place = $state.raw<Place>(read());
let moves = $state(0);
let isReturning = false; // one came here with the browser's own buttons

export const router = {
  get place() {
    return place;
  },
  /** How often one went to another page since the start: 0 means that nothing has to be announced yet. */
  get moves() {
    return moves;
  },
  /** One came back with the browser's buttons, and the page is scrolled to where it was left. */
  get isReturning() {
    return isReturning;
  },
  start() {
    history.scrollRestoration = 'manual';
    addEventListener('popstate', () => {
      const before = place.path;
      isReturning = true;
      place = read();
      if (before !== place.path) moves += 1;
      restoreScroll((history.state as HistoryState | null)?.scrollY ?? 0);
    });
    addEventListener('click', followLink);
  },
  go,
};

/** Goes to an address of this client. `replace` leaves no step back: for filters, tabs, and after signing in. */
export function go(href: string, options: { replace?: boolean; keepScroll?: boolean } = {}) {
  const { replace = false, keepScroll = replace } = options;
  const before = place.path;
  isReturning = false;
  if (replace) {
    history.replaceState(history.state, '', href);
  } else {
    rememberScroll();
    history.pushState({}, '', href);
  }
  place = read();
  if (before !== place.path) moves += 1;
  if (!keepScroll) scrollTo({ top: 0, behavior: 'instant' });
}

function rememberScroll() {
  history.replaceState({ ...(history.state as HistoryState | null), scrollY }, '');
}

function restoreScroll(top: number) {
  const until = performance.now() + restoreWithinMs;
  let stopped = false;
  const stop = () => (stopped = true);
  addEventListener('wheel', stop, { once: true, passive: true });
  addEventListener('touchstart', stop, { once: true, passive: true });
  const attempt = () => {
    if (stopped) return;
    scrollTo({ top, behavior: 'instant' });
    if (Math.abs(scrollY - top) > 2 && performance.now() < until) requestAnimationFrame(attempt);
  };
  requestAnimationFrame(attempt);
}

// Plain clicks on links of this client are answered without loading the page anew; all others are the browser's.
function followLink(event: MouseEvent) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (link.pathname.startsWith('/api/')) return;
  if (link.pathname === location.pathname && link.search === location.search && link.hash) return; // inside the page
  event.preventDefault();
  go(link.pathname + link.search + link.hash);
}
