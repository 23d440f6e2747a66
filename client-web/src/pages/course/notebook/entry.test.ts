import { beforeEach, expect, test, vi } from 'vitest';
import { useFakeStorage } from '../../../testing/fake_storage';

const { sent, client } = vi.hoisted(() => {
  const nowMs = { at: 1_000 };
  return {
    sent: [] as { text: string; answer: () => void; refuse: () => void }[],
    client: { state: { mine: { notebook: new Map() } }, serverNow: () => nowMs.at },
  };
});
vi.mock('../../../client.svelte', () => ({ client }));
vi.mock('../../../client/course', () => ({
  sendCourse: (_: string, { entry }: { entry: { text: string } }) =>
    new Promise<void>((resolve, reject) => sent.push({ text: entry.text, answer: () => resolve(), refuse: () => reject(new Error('no')) })),
}));

const { EntryText } = await import('./entry.svelte');
const { leftEntries } = await import('./left');

const key = '0'.repeat(32);
const settle = () => new Promise((resolve) => setTimeout(resolve));
const left = () => leftEntries(client.state.mine.notebook).map(({ text }) => text);

beforeEach(() => {
  sent.length = 0;
  client.state.mine.notebook.clear();
  useFakeStorage();
});

function typing(text: string) {
  const entry = new EntryText(key, 0);
  const type = (words: string) => {
    entry.text = words;
    entry.touched();
  };
  type(text);
  return { entry, type };
}

test('what was typed in the notebook is on this device until the server has taken it', async () => {
  const { entry } = typing('Oser demander');
  expect(left()).toEqual(['Oser demander']);
  entry.save();
  expect(left()).toEqual(['Oser demander']);
  sent[0]!.answer();
  await settle();
  expect([left(), entry.isUnsaved]).toEqual([[], false]);
});

test('what was refused in the notebook is listed once its editor is closed, and taken up when it is opened', async () => {
  const { entry } = typing('Oser demander');
  entry.save();
  sent[0]!.refuse();
  await settle();
  expect([left(), entry.failure]).toEqual([['Oser demander'], new Error('no')]);
  expect(new EntryText(key, 0)).toMatchObject({ text: 'Oser demander', isUnsaved: true });
});

test('what is too long for the notebook stays on this device', () => {
  const { entry } = typing('é'.repeat(100_000));
  entry.save();
  expect([sent.length, left().length]).toEqual([0, 1]);
});

test('an answer to an earlier save of an entry does not let go of what was typed since', async () => {
  const { entry, type } = typing('Oser');
  entry.save();
  type('Oser demander');
  entry.save();
  sent[0]!.answer();
  await settle();
  expect([left(), entry.isUnsaved]).toEqual([['Oser demander'], true]);
});

test('an entry that the server took after it was typed is not listed as unsaved', () => {
  typing('Oser demander');
  client.state.mine.notebook.set(key, { text: 'Oser demander', gatheringId: 0, editedAtMs: 2_000 });
  expect(left()).toEqual([]);
});

test('what was erased before its first save came through is erased there, too', () => {
  const { entry, type } = typing('Oser');
  entry.save();
  type('');
  entry.save();
  expect(sent.map(({ text }) => text)).toEqual(['Oser', '']);
});
