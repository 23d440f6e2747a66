// When the first page shows the first line of what one missed, in milliseconds since one asked for the page.
import type { Page } from '@playwright/test';

interface Watched {
  ramureFirstPaint?: Promise<number>;
}

/** To be called before the page is opened. */
export async function watchPaint(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const isThere = () => document.querySelector('main article a[href^="/fil/"]') !== null;
    (window as Watched).ramureFirstPaint = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!isThere()) return;
        observer.disconnect();
        // What was put into the page is painted in the next frame; the message after it is read once it has been.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(Math.round(performance.now()));
          port2.postMessage(undefined);
        });
      });
      observer.observe(document, { childList: true, subtree: true });
    });
  });
}

export function firstPaint(page: Page): Promise<number> {
  return page.evaluate(() => (window as Watched).ramureFirstPaint!);
}
