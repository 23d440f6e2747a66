// The practice room: a facilitator finds it, and holds a whole round with imaginary people, on a laptop and on a phone.
// Nobody else learns of it.
import { expect, type Page } from '@playwright/test';

import { phone, Seat, steps, words } from './support/round';
import { test } from './support/test';

const turnsMax = 60; // in one step
const impatient = 'Inès Kerouël'; // asks for the floor in the consultation

for (const [device, settings] of Object.entries({ laptop: {}, phone })) {
  test(`a practice round is held to its end on a ${device}`, async ({ enter }) => {
    test.setTimeout(600_000);
    const page = await enter('f01', settings);
    await begin(page);
    const seat = new Seat(page, 'Florence Aubertin');
    await seat.reads(words.practice.notice);

    await seat.openStep(steps.frame);
    await page.keyboard.press('Alt+Enter');
    await expect(turnStatus(page)).toHaveText(words.practice.did('Maïwenn Tréflan', 'J’accepte le cadre'));
    expect(await turns(page)).toContain(words.practice.next.open_step);
    await seat.openStep(steps.report);
    expect(await turns(page)).toContain(words.practice.next.open_step);
    await seat.openStep(steps.subject);
    expect(await turns(page)).toContain(words.practice.next.reveal); // the preferences
    await seat.press(words.console.reveal);
    for (const step of [steps.account, steps.questions, steps.contract]) {
      await seat.openStep(step);
      expect(await turns(page)).toContain(words.practice.next.open_step);
    }
    await seat.reads('pour que j’arrive devant la commune avec autre chose que ma fatigue');

    await seat.openStep(steps.consultation);
    expect(await turns(page)).toContain(words.practice.next.give_floor);
    await seat.unfold(words.console.floor);
    await seat.press(words.console.giveFloorTo(impatient));
    expect(await turns(page)).toContain(words.practice.next.open_step);
    await seat.isTold(words.discomfort.toYou(impatient));

    for (const step of [steps.synthesis, steps.learning, steps.closing]) {
      await seat.openStep(step);
      expect(await turns(page)).toContain(words.practice.next.open_step);
    }
    await seat.openStep(steps.followUp);
    expect(await turns(page)).toContain(words.practice.next.finish_round);
    await seat.press(words.console.finish);
    await seat.reads(words.statuses.FINISHED);

    await page.goto('/codeveloppement');
    const row = page.getByRole('listitem').filter({ hasText: 'Salle d’essai : le Hangar commun' });
    await expect(row.getByText(words.practice.tag, { exact: true })).toBeVisible();
  });
}

test('another facilitator learns nothing of a practice round', async ({ enter }) => {
  const page = await enter('f01');
  await begin(page);
  const address = new URL(page.url()).pathname;
  const other = await enter('f02');
  await other.goto(address);
  await expect(other.getByText(words.room.notYours)).toBeVisible();
  await other.goto('/codeveloppement');
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(other.getByText('Hangar commun')).toHaveCount(0);
});

/** From the page of rounds, in writing. */
async function begin(page: Page): Promise<void> {
  await page.goto('/codeveloppement');
  await page.getByRole('link', { name: words.practice.enter }).click();
  await page.getByLabel(words.planning.mode).selectOption({ label: words.modes.WRITTEN });
  await page.getByRole('button', { name: words.practice.begin, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Salle d’essai : le Hangar commun' })).toBeVisible();
}

const panelOf = (page: Page) => page.getByRole('complementary', { name: words.panel.label });
const turnStatus = (page: Page) => panelOf(page).getByRole('status');

/** Lets everybody act in the open step; what is up to the facilitator then. */
async function turns(page: Page): Promise<string> {
  const button = panelOf(page).getByRole('button', { name: words.practice.turn, exact: true });
  for (let taken = 0; taken < turnsMax; ++taken) {
    await button.click();
    await expect(button).not.toHaveAttribute('aria-busy', 'true');
    const told = (await turnStatus(page).textContent()) ?? '';
    if (told.startsWith(words.practice.yours(''))) return told;
  }
  throw new Error('the turns of this step never end');
}
