// Keeps what one reads where it is while messages come and go above it. Browsers do this themselves, but not all of them;
// the list switches theirs off (overflow-anchor) so that the two do not add up.

/** The line that must not move: an element and where it stood on the screen. */
export interface Anchor {
  element: Element;
  top: number;
}

const headerHeight = 80; // what stands fixed above the page on a phone

/** The first message that is at least partly on the screen; nothing when none is. */
export function takeAnchor(list: Element | undefined): Anchor | undefined {
  for (const element of list?.querySelectorAll('[data-message]') ?? []) {
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom > headerHeight) return top < innerHeight ? { element, top } : undefined;
  }
  return undefined;
}

/** Scrolls so that the line is again where it was. A line that is gone is not followed. */
export function restoreAnchor(anchor: Anchor | undefined) {
  if (!anchor?.element.isConnected) return;
  const moved = anchor.element.getBoundingClientRect().top - anchor.top;
  if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: 'instant' });
}

/** Whether one is at the very end of the page, as far as a thumb can tell. */
export function isAtPageEnd(): boolean {
  return document.documentElement.scrollHeight - scrollY - innerHeight < 96;
}

export function scrollToEnd() {
  scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
}

/** Puts a message a quarter of the screen below the top, and the focus on it if asked. */
export function showMessage(list: Element | undefined, messageId: number, takesFocus: boolean): boolean {
  const element = list?.querySelector<HTMLElement>(`[data-message="${messageId}"]`);
  if (!element) return false;
  const top = element.getBoundingClientRect().top + scrollY - Math.min(innerHeight / 4, 220);
  scrollTo({ top: Math.max(0, top), behavior: 'instant' });
  if (takesFocus) element.focus({ preventScroll: true });
  return true;
}
