// Somebody who has a keyboard and nothing else. Counts the keys, and looks after every one whether one still sees where
// one is: the focus is on something, on the screen, with a visible edge.
import { expect, type Locator, type Page } from '@playwright/test';

const keysOnTheWayMax = 60; // to one thing, from wherever one is

export class Hands {
  keys = 0; // Tab, Enter, arrows…
  letters = 0;

  constructor(readonly page: Page) {}

  async press(key: string): Promise<void> {
    this.keys += 1;
    await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    this.letters += text.length;
    await this.page.keyboard.type(text);
  }

  /** Tab (or Shift+Tab) until the focus is on it. */
  async goTo(target: Locator, key = 'Tab'): Promise<void> {
    await target.waitFor(); // nobody begins before the page is there
    for (let i = 0; i < keysOnTheWayMax; i += 1) {
      await this.press(key);
      await this.seesFocus();
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`${key} does not lead to ${String(target)}`);
  }

  /** WCAG 2.4.7 and 2.4.11: what has the focus shows it, and nothing hides it. */
  async seesFocus(): Promise<void> {
    const complaint = await this.page.evaluate(whatIsWrongWithFocus);
    expect(complaint, 'the focus can be seen').toBe('');
  }
}

// Runs in the page.
function whatIsWrongWithFocus(): string {
  const element = document.activeElement as HTMLElement | null;
  if (!element || element === document.body || element === document.documentElement) return 'the focus is nowhere';
  const name = `<${element.localName}> « ${(element.getAttribute('aria-label') ?? element.innerText ?? '').trim().slice(0, 60)} »`;
  const look = getComputedStyle(element);
  const hasEdge = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
  if (!element.matches(':focus-visible') || !hasEdge) return `${name} has the focus and does not show it`;
  const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
  if (width < 2 || height < 2) return `${name} has the focus and no size`;
  if (bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth) return `${name} has the focus, off the screen`;
  const x = (Math.max(0, left) + Math.min(innerWidth, right)) / 2;
  const y = (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2;
  const above = document.elementFromPoint(x, y);
  if (above && !element.contains(above) && !above.contains(element)) return `${name} has the focus, behind <${above.localName}> « ${(above as HTMLElement).innerText?.slice(0, 40)} »`;
  return '';
}
