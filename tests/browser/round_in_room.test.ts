// A round in a room: people speak, and the facilitator alone is connected. What she taps is counted: at most 25 taps for a
// whole round, besides the words that she writes down.
import { expect, type Page } from '@playwright/test';

import { ask, memberId, tell, threadId } from './support/community';
import { Seat, steps, today, words } from './support/round';
import { test } from './support/test';

const tapsMax = 25;
const names = ['Pascal Escoubès', 'Yann Kervadec', 'Nadia Benhaddou', 'Fatoumata Diarra', 'Karim Oudjani'];
const [client] = names as [string];

test('a facilitator holds a round in a room, alone, with at most 25 taps', async ({ enter }) => {
  test.setTimeout(240_000);
  const page = await enter('f01');
  const id = await plan(page);
  await page.goto(`/codeveloppement/${id}`);
  const seat = new Seat(page, 'Florence Aubertin');
  await seat.panel();
  await countTaps(page);

  const { noting, console: desk } = words;
  await seat.openStep(steps.frame);
  await seat.press(noting.all.accepts);
  await seat.press(desk.jump(steps.subject));
  await seat.press(words.designation.name(client));
  await seat.press(words.designation.said(client));
  await seat.openStep(steps.account);
  await seat.openStep(steps.questions);
  await seat.press(noting.all.spoke);
  await seat.openStep(steps.contract);
  await note(page, { [words.textLabels.HELP_REQUEST]: 'J’aimerais que vous m’aidiez à donner envie à deux élus.' });
  await seat.press(noting.all.agrees);
  await seat.openStep(steps.consultation);
  await seat.press(noting.all.spoke);
  await seat.openStep(steps.synthesis);
  await note(page, { [words.textLabels.ACTION]: 'Les inviter', [words.fields.firstStep]: 'Appeler', [words.fields.dueOn]: today(14) });
  await seat.openStep(steps.learning);
  await seat.press(noting.all.spoke);
  await seat.press(desk.finish);
  await seat.reads(words.statuses.FINISHED);

  const taps = await page.evaluate(() => Number(document.documentElement.dataset['taps']));
  test.info().annotations.push({ type: 'taps', description: `${taps} taps, two texts` });
  expect(taps).toBeLessThanOrEqual(tapsMax);
  await wasAllNoted(page, id);
});

async function plan(page: Page): Promise<number> {
  const memberIds = await Promise.all(names.map((name) => memberId(page, name)));
  const plan = { mode: 'ROUND_MODE_IN_ROOM', startsAtMs: String(Date.now()), sourceThreadId: String(await threadId(page, 'Nos élus confondent')) };
  return tell(page, { round: { planRound: { templateKey: 'standard', plan, memberIds } } });
}

/** Everything that is pressed, a field into which one goes too: only the keys of a text do not count. */
async function countTaps(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { dataset } = document.documentElement;
    dataset['taps'] = '0';
    addEventListener('pointerdown', () => (dataset['taps'] = String(Number(dataset['taps']) + 1)), { capture: true });
  });
}

/** Writes down what somebody said: who and what kind of words are chosen already. */
async function note(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  const panel = page.getByRole('complementary', { name: words.panel.label });
  for (const [label, text] of Object.entries(fields)) {
    const field = panel.getByLabel(label, { exact: true });
    await field.click();
    await field.fill(text);
  }
  await panel.getByRole('button', { name: words.noting.save, exact: true }).click();
  await expect(page.getByRole('main').getByText(Object.values(fields)[0]!).first()).toBeVisible();
}

/** Everybody accepted, spoke and agreed; the client's words wait for his own confirmation. */
async function wasAllNoted(page: Page, roundId: number): Promise<void> {
  const { view } = await ask(page, { getRound: { roundId } });
  expect(view.participants.filter(({ isPeer, frameAcceptedAtMs }: { isPeer?: boolean; frameAcceptedAtMs?: string }) => isPeer && !frameAcceptedAtMs)).toEqual([]);
  expect(view.request.agreedIds).toHaveLength(names.length - 1);
  expect(view.actions).toHaveLength(1);
  expect(view.wordsUnconfirmed).toBe(true);
  expect(view.openings.map(({ step }: { step: string }) => step)).toHaveLength(8);
}
