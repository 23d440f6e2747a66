// A thread of 10,000 messages is read like one of ten.
import { expect } from '@playwright/test';

import { makeLongThread } from './support/many_messages';
import { listenToQuestions } from './support/questions';
import { type Journey, travel } from './support/scrolling';
import { Server } from './support/server';
import { Speaker } from './support/speaker';
import { isUpToDate, message } from './support/talk';
import { test as base } from './support/test';

const count = 10_000;
const nodesMax = 200;

interface Long {
  server: Server;
  threadId: number;
  ids: number[]; // of its messages, after the first one
}

// Made once: both tests only read.
const test = base.extend<object, { long: Long }>({
  long: [async ({}, use) => {
    const server = await Server.withDemo();
    const speaker = await Speaker.enter(server, 'f01');
    const made = await makeLongThread(speaker, 'Un très long fil', count);
    speaker.leave();
    await use({ server, ...made });
    await server.end();
  }, { scope: 'worker', timeout: 180_000 }],
  server: async ({ long }, use) => use(long.server),
});
test.describe.configure({ mode: 'default', timeout: 600_000 });

test('10,000 messages up and down: at most 200 in the page, and what one looks at stays where it is', async ({ enter, long }) => {
  const page = await enter('p03');
  await page.goto(`/fil/${long.threadId}?m=${long.ids.at(-1)}`);
  await expect(message(page, `Message ${count}.`)).toBeVisible();
  await isUpToDate(page);

  const up = await travel(page, -6_000, long.ids[0]!);
  await expect(message(page, 'Message 0.')).toBeVisible();
  const down = await travel(page, 6_000, long.ids.at(-1)!);
  await expect(message(page, `Message ${count}.`)).toBeVisible();
  for (const way of [up, down]) {
    expect(way.jumps, 'jumps of what one looks at').toEqual([]);
    expect(way.nodesMax, 'messages in the page').toBeLessThanOrEqual(nodesMax);
  }
  test.info().annotations.push({ type: 'up', description: figures(up) }, { type: 'down', description: figures(down) });
});

test('an old message is one round trip away, and so are a day, the beginning and the end', async ({ enter, long }) => {
  const page = await enter('p11');
  const asked = listenToQuestions(page);
  const old = long.ids[4_321]!;
  await page.goto(`/fil/${long.threadId}?m=${old}`);
  await expect(page.locator(`[data-message="${old}"]`)).toBeInViewport();
  await isUpToDate(page);
  expect(asked.filter((name) => name === 'getHistory'), 'by its address, on a device that knows nothing of the thread').toHaveLength(1);

  await page.goto(`/recherche?q=${encodeURIComponent('"Message 1234"')}`);
  const found = page.getByRole('link', { name: 'Un très long fil' });
  await expect(found).toHaveCount(1);
  const trips: Record<string, string[]> = {};
  const trip = async (name: string, act: () => Promise<void>, number: number) => {
    asked.length = 0;
    await act();
    await expect(message(page, `Message ${number}.`)).toBeInViewport();
    trips[name] = [...asked];
  };
  await trip('from a search', () => found.click(), 1_234);
  const toMoment = async (choice: string) => {
    await page.getByRole('button', { name: 'Aller à une date' }).click();
    await page.getByRole('dialog').getByRole('button', { name: choice }).click();
  };
  await trip('to the end', () => toMoment('La fin'), count);
  await trip('to the beginning', () => toMoment('Le début'), 0);
  await trip('to the end, in one click', () => page.getByRole('button', { name: 'Aller aux derniers messages' }).click(), count);
  await trip('to a day', () => toMoment('Y aller'), 0);
  await trip('to the end, by its key', () => page.keyboard.press('End'), count);
  await trip('to the beginning, by its key', () => page.keyboard.press('Home'), 0);
  await expect(page.getByRole('heading', { level: 1 }), 'with the head of the thread').toBeInViewport();
  test.info().annotations.push({ type: 'asked', description: JSON.stringify(trips) });
  for (const [name, questions] of Object.entries(trips)) expect(questions, name).toEqual(['getHistory']);
});

function figures({ steps, nodesMax: nodes, longTasksMs }: Journey): string {
  const sum = longTasksMs.reduce((all, ms) => all + ms, 0);
  return `${steps} steps; at most ${nodes} messages in the page; ${longTasksMs.length} tasks above 50 ms, together ${sum} ms, the longest ${Math.max(0, ...longTasksMs)} ms`;
}
