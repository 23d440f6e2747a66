// Scrolls a thread from within the page, step by step, and watches in every frame what a reader would see: whether a
// message that is looked at moves by more than the step, and how many messages there are.
import type { Page } from '@playwright/test';

export interface Journey {
  steps: number;
  nodesMax: number; // messages in the page at once
  jumps: string[];
  longTasksMs: number[]; // tasks above 50 ms, as the browser counts them
}

/** Until the message `untilId` is in the page and one can go no further. `step` in pixels, negative upwards. */
export function travel(page: Page, step: number, untilId: number): Promise<Journey> {
  return page.evaluate(go, { step, untilId });
}

// Runs in the page.
async function go({ step, untilId }: { step: number; untilId: number }): Promise<Journey> {
  const journey: Journey = { steps: 0, nodesMax: 0, jumps: [], longTasksMs: [] };
  const all = () => document.querySelectorAll<HTMLElement>('[data-message]');
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const tasks = new PerformanceObserver((list) => journey.longTasksMs.push(...list.getEntries().map(({ duration }) => Math.round(duration))));
  tasks.observe({ type: 'longtask' });
  const count = () => (journey.nodesMax = Math.max(journey.nodesMax, all().length));
  const nodes = new MutationObserver(count);
  nodes.observe(document.body, { childList: true, subtree: true });

  let before = new Map<string, number>(); // where each message was in the frame before, by id
  const look = (moved: number) => {
    const now = new Map<string, number>();
    for (const element of all()) {
      const id = element.dataset['message']!;
      const { top, bottom } = element.getBoundingClientRect();
      now.set(id, top);
      const was = before.get(id);
      const isLookedAt = bottom > 100 && top < innerHeight - 100;
      if (was === undefined || !isLookedAt) continue;
      const jump = Math.round(top - (was - moved));
      if (Math.abs(jump) > 2 && journey.jumps.length < 20) journey.jumps.push(`step ${journey.steps}, message ${id}: ${jump} px`);
    }
    before = now;
  };

  count();
  look(0);
  for (let atEdge = 0; atEdge < 300; ) {
    const from = scrollY;
    scrollBy({ top: step, behavior: 'instant' });
    const moved = scrollY - from;
    journey.steps += 1;
    look(moved);
    for (let i = 0; i < 2; i += 1) {
      await frame();
      look(0);
    }
    if (moved !== 0) atEdge = 0;
    else if (document.querySelector(`[data-message="${untilId}"]`)) break;
    else atEdge += 1; // more is on its way
  }
  nodes.disconnect();
  tasks.disconnect();
  return journey;
}
