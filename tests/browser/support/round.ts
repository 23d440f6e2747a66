// A round of co-development as its people hold it, each before a page of their own. What one does here, one does by what
// stands on the page, on a laptop and on a phone alike.
import { expect, type Locator, type Page } from '@playwright/test';

import { fr as t } from '../../../client-web/src/text/fr';
import { rounds as words } from '../../../client-web/src/text/fr/rounds';

export { words };

export const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** The steps of the standard form, as the page calls them. */
export const steps = {
  frame: 'Accueil et cadre',
  report: 'Retour d’expérience',
  subject: 'Choix du sujet',
  account: 'Exposé',
  questions: 'Clarification',
  contract: 'Contrat de consultation',
  consultation: 'Consultation',
  synthesis: 'Synthèse et plan d’action',
  learning: 'Apprentissages et évaluation',
  closing: 'Clôture et compte rendu',
  followUp: 'Suivi du plan d’action',
};

export interface Fields {
  /** The label of the field of the text, where its kind has one of its own. */
  readonly label?: string;
  /** Other fields, by their labels. */
  readonly more?: Readonly<Record<string, string>>;
  /** Boxes and choices to take, by their names. */
  readonly ticks?: readonly string[];
}

export class Seat {
  constructor(
    readonly page: Page,
    readonly name: string,
  ) {}

  /** From the list of one's rounds. */
  async comeIn(title: string): Promise<void> {
    await this.page.goto('/codeveloppement');
    await this.page.getByRole('link', { name: title }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }

  /** What I may do now: beside the room on a laptop, folded at its foot on a phone. */
  async panel(): Promise<Locator> {
    const panel = this.page.getByRole('complementary', { name: words.panel.label });
    await panel.waitFor();
    const raise = panel.getByRole('button', { name: new RegExp(`^(${words.panel.raise}|${words.panel.asked})$`) });
    if (await raise.isVisible()) await raise.click();
    return panel;
  }

  /** What everybody sees. */
  async room(): Promise<Locator> {
    const lower = this.page.getByRole('button', { name: words.panel.lower, exact: true });
    if (await lower.isVisible()) await lower.click();
    return this.page.getByRole('main');
  }

  async press(name: string): Promise<void> {
    await (await this.panel()).getByRole('button', { name, exact: true }).click();
  }

  async pressInRoom(name: string): Promise<void> {
    await (await this.room()).getByRole('button', { name, exact: true }).click();
  }

  /** Unfolds a part of the console. */
  async unfold(title: string): Promise<void> {
    const part = (await this.panel()).locator('details').filter({ has: this.page.locator('summary', { hasText: title }) });
    if (!(await part.evaluate((each) => (each as HTMLDetailsElement).open))) await part.locator('summary').first().click();
  }

  /** Writes; sends nothing. The kind is chosen only where another one is chosen already. */
  async write(kind: string, text: string, { label = words.fields.text, more = {}, ticks = [] }: Fields = {}): Promise<void> {
    const panel = await this.panel();
    const send = panel.getByRole('button', { name: words.composer.send(kind), exact: true });
    const choice = panel.getByLabel(words.composer.kind, { exact: true });
    await expect(send.or(choice.getByRole('option', { name: kind, exact: true })).first()).toBeAttached();
    if (!(await send.isVisible())) await choice.selectOption({ label: kind });
    await panel.getByLabel(label, { exact: true }).fill(text);
    for (const [name, value] of Object.entries(more)) await panel.getByLabel(name).fill(value);
    for (const name of ticks) await panel.getByLabel(name, { exact: true }).check();
  }

  /** Writes and sends, and waits until it stands where one reads. */
  async say(kind: string, text: string, fields: Fields = {}): Promise<void> {
    await this.write(kind, text, fields);
    await this.press(words.composer.send(kind));
    await this.reads(text);
  }

  /** A contribution that says this. */
  said(text: string): Locator {
    return this.page.getByRole('article').filter({ hasText: text });
  }

  async reads(text: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('main').getByText(text).filter({ visible: true }).first()).toBeVisible({ timeout: 45_000 });
  }

  /** What the panel says to me, folded or not. */
  async isTold(text: string): Promise<void> {
    await expect((await this.panel()).getByText(text).first()).toBeVisible({ timeout: 45_000 });
  }

  async isAt(step: string): Promise<void> {
    const path = this.page.getByRole('region', { name: words.path.label });
    await expect(path.locator('[aria-current=step]')).toContainText(step, { timeout: 45_000 });
  }

  /** As facilitator. */
  async openStep(step: string): Promise<void> {
    await this.press(words.console.open(step));
    await this.isAt(step);
  }

  /** As facilitator: the dialogue with everybody who is in the round. */
  async openPeople(): Promise<Locator> {
    await (await this.room()).getByRole('button', { name: words.head.more, exact: true }).click();
    await this.page.getByRole('menuitem', { name: words.head.people, exact: true }).click();
    const dialog = this.page.getByRole('dialog', { name: words.head.people });
    await dialog.waitFor();
    return dialog;
  }

  async proposeObserver(name: string): Promise<void> {
    const dialog = await this.openPeople();
    await dialog.getByLabel(words.people.whom, { exact: true }).selectOption({ label: name });
    await dialog.getByLabel(words.people.as, { exact: true }).selectOption({ label: words.roles.OBSERVER });
    await dialog.getByRole('button', { name: words.people.propose, exact: true }).click();
    await expect(dialog).toContainText(words.people.observerAsked(name));
    await dialog.getByRole('button', { name: t.shell.close, exact: true }).last().click();
  }
}

export interface PlanOfRound {
  readonly title: string;
  readonly mode: string;
  readonly members: readonly string[];
  readonly hats?: Readonly<Record<string, string>>; // by their labels
}

/** As a facilitator, from the thread of an obstacle: everything by the page. Gives the round's id. */
export async function planFromThread(page: Page, threadId: number, { title, mode, members, hats = {} }: PlanOfRound): Promise<number> {
  await page.goto(`/fil/${threadId}`);
  await page.getByRole('link', { name: t.obstacle.round.propose, exact: true }).click();
  await page.getByLabel(words.planning.mode, { exact: true }).selectOption({ label: mode });
  await page.getByLabel(words.planning.day).fill(today());
  for (const name of members) await page.getByRole('checkbox', { name }).check();
  for (const [label, name] of Object.entries(hats)) await page.getByLabel(new RegExp(`^${label}`)).selectOption({ label: name });
  await page.getByLabel(new RegExp(`^${words.planning.subject}`)).fill(title);
  await page.getByRole('button', { name: words.planning.act, exact: true }).click();
  await page.waitForURL(/\/codeveloppement\/\d+$/);
  return Number(/\d+$/.exec(page.url())?.[0]);
}

/** As a date field takes it. */
export function today(plusDays = 0): string {
  return new Date(Date.now() + plusDays * 24 * 3600_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
}

export async function all(seats: readonly Seat[], act: (seat: Seat) => Promise<void>): Promise<void> {
  await Promise.all(seats.map(act));
}
