// Somebody who points and types, calmly: every press and every letter is counted, and what they take.
import type { Locator, Page } from '@playwright/test';

// Card, Moran and Newell: deciding, pointing and pressing; one key of somebody who types without haste.
const secondsPerPress = 1.35 + 1.1 + 0.2;
const secondsPerKey = 0.28;

export class Typist {
  letters = 0;
  private before = 0; // presses on pages that were left

  constructor(readonly page: Page) {}

  /** Follows a link that was received: that is a press, too. */
  async follow(address: string): Promise<void> {
    this.before += (await this.pressesHere()) + 1;
    await this.page.goto(address);
    await this.page.evaluate(() => {
      const { dataset } = document.documentElement;
      dataset['presses'] = '0';
      addEventListener('pointerdown', () => (dataset['presses'] = String(Number(dataset['presses']) + 1)), { capture: true });
    });
  }

  async type(field: Locator, text: string): Promise<void> {
    await field.click();
    await field.fill(text);
    this.letters += text.length;
  }

  /** Two presses: the list, and the line in it. */
  async choose(list: Locator, label: string): Promise<void> {
    await list.selectOption({ label });
    this.before += 2;
  }

  /** From somewhere else: one presses into the field, and two keys. */
  async paste(field: Locator, text: string): Promise<void> {
    await field.click();
    await field.fill(text);
    this.letters += 2;
  }

  /** As many presses and keys as it takes outside of the page: a mail for each, into which a link is pasted, sent. */
  sendsMails(count: number): void {
    this.before += 3 * count;
    this.letters += 2 * count;
  }

  async presses(): Promise<number> {
    return this.before + (await this.pressesHere());
  }

  async seconds(): Promise<number> {
    return (await this.presses()) * secondsPerPress + this.letters * secondsPerKey;
  }

  private pressesHere(): Promise<number> {
    return this.page.evaluate(() => Number(document.documentElement.dataset['presses'] ?? 0));
  }
}
