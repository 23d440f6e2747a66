import { beforeEach, expect, test } from 'vitest';
import type { Held } from '../../keep/outbox';
import { Handing } from './handing';
import { keptWords } from './typed_words';
import { useFakeStorage } from '../../testing/fake_storage';

let held = new Map<string, string>();

beforeEach(() => {
  held = useFakeStorage();
});

const place = 'workshop 12';
const begun = { sentence: '' };

/** A form with these words, of which the outbox takes them and waits. */
function sending(sentence: string, isOnDisk = true) {
  let words = { sentence };
  const cancelled: string[] = [];
  const handing = new Handing({ place, begun, channelId: undefined, now: () => words, cancel: async (key) => cancelled.push(key) });
  const type = (next: string) => {
    words = { sentence: next };
    handing.keep();
  };
  type(sentence);
  let answer: { resolve: (done: string) => void; reject: (error: Error) => void } | undefined;
  const sent = handing.send((tell: Held) => {
    tell('key 1', isOnDisk);
    return new Promise<string>((resolve, reject) => (answer = { resolve, reject }));
  });
  const refuse = async () => {
    answer!.reject(new Error('no'));
    await expect(sent).rejects.toThrow('no');
  };
  const accept = async () => {
    answer!.resolve('done');
    await expect(sent).resolves.toBe('done');
  };
  return { handing, type, refuse, accept, cancelled };
}

test('what the outbox has is not in the form when the page is opened again', async () => {
  const { accept } = sending('Le temps manque');
  expect(keptWords(place, begun)).toEqual(begun);
  await accept();
  expect(held.size).toBe(0);
});

test('what no disk takes but this one stays with the form until it is accepted', async () => {
  const { accept } = sending('Le temps manque', false);
  expect(keptWords(place, begun)).toEqual({ sentence: 'Le temps manque' });
  await accept();
  expect(held.size).toBe(0);
});

test('what is typed while a send waits is neither lost nor sent', async () => {
  const { handing, type, accept } = sending('Le temps manque');
  type('Le temps manque, les locaux aussi');
  expect(keptWords(place, begun)).toEqual({ sentence: 'Le temps manque, les locaux aussi' });
  await accept();
  expect(handing.isAhead).toBe(true);
  expect(keptWords(place, begun)).toEqual({ sentence: 'Le temps manque, les locaux aussi' });
});

test('what is refused is the form’s again, and the outbox lets it go', async () => {
  const { refuse, cancelled } = sending('Le temps manque');
  await refuse();
  expect([keptWords(place, begun), cancelled]).toEqual([{ sentence: 'Le temps manque' }, ['key 1']]);
});

test('what is refused stays in the outbox when its form goes on, or is closed', async () => {
  const goesOn = sending('Le temps manque');
  goesOn.type('Autre chose');
  await goesOn.refuse();
  expect([keptWords(place, begun), goesOn.cancelled]).toEqual([{ sentence: 'Autre chose' }, []]);
  const closed = sending('Le temps manque');
  closed.handing.leave();
  await closed.refuse();
  expect([held.size, closed.cancelled]).toEqual([0, []]);
});

test('the same words may be written again after they were accepted', async () => {
  const { type, accept } = sending('Oui');
  await accept();
  type('');
  type('Oui');
  expect(keptWords(place, begun)).toEqual({ sentence: 'Oui' });
});
