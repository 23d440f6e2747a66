import { afterEach, expect, test, vi } from 'vitest';
import { codeIn, failureOf, lookThrough, patienceMs, type Answer } from './door';
import { keepSaid, keepTyped, keptSaid, keptTyped } from './kept';
import { Sayings, type Said, type Stage } from './sayings';
import { useFakeStorage } from '../testing/fake_storage';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const lost: Answer<object> = { failure: 'lost' };
const done: Answer<object> = { value: {} };

/** A phone on which these answers come, one after the other; the last one for ever. */
function phone(answers: readonly Answer<object>[], left?: Said, begun = '') {
  let kept = left;
  let typed = begun;
  let keys = 0;
  const sent: Said[] = [];
  const shown: Stage[] = [];
  const timers: { ms: number; act: () => void }[] = [];
  const sayings = new Sayings({
    say: (said) => {
      sent.push(said);
      return Promise.resolve(answers[Math.min(sent.length, answers.length) - 1]!);
    },
    newKey: () => `key ${++keys}`,
    kept: () => kept,
    keep: (said) => (kept = said),
    typed: () => typed,
    keepTyped: (text) => (typed = text),
    after: (ms, act) => {
      const timer = { ms, act };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    onChange: (stage) => shown.push(stage),
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const wait = async () => {
    timers.shift()!.act();
    await settle();
  };
  return { sayings, sent, shown, timers, settle, wait, kept: () => kept, typed: () => typed };
}

test('a sentence is kept before it is sent, and let go when it was taken', async () => {
  const { sayings, sent, kept, settle } = phone([done]);
  sayings.say('  Le temps \n manque ');
  expect(kept()).toEqual({ key: 'key 1', text: 'Le temps manque' });
  await settle();
  expect([sent.length, sayings.stage.case, kept()]).toEqual([1, 'thanked', undefined]);
});

test('without an answer it is sent again with the same key, ever more slowly', async () => {
  const { sayings, sent, timers, kept, settle, wait } = phone([lost, lost, lost, lost, lost, lost, done]);
  sayings.say('Le temps');
  await settle();
  const rests: number[] = [];
  while (timers.length > 0) {
    rests.push(timers[0]!.ms);
    expect(sayings.stage).toMatchObject({ case: 'sending', isLate: true });
    expect(kept()).toEqual({ key: 'key 1', text: 'Le temps' });
    await wait();
  }
  expect(rests).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  expect(new Set(sent.map(({ key }) => key))).toEqual(new Set(['key 1']));
  expect(sayings.stage.case).toBe('thanked');
});

test('what a closed page had not sent goes on with its key', async () => {
  const { sayings, sent, settle } = phone([done], { key: 'key of before', text: 'Le temps' });
  sayings.start();
  await settle();
  expect(sent).toEqual([{ key: 'key of before', text: 'Le temps' }]);
  expect(sayings.stage.case).toBe('thanked');
});

test('when the network is back what waits goes at once, and only once', async () => {
  const { sayings, sent, timers, settle } = phone([lost, done]);
  sayings.say('Le temps');
  sayings.hurry(); // while one asks: nothing more
  await settle();
  expect([sent.length, timers.length]).toEqual([1, 1]);
  sayings.hurry();
  await settle();
  expect([sent.length, timers.length, sayings.stage.case]).toEqual([2, 0, 'thanked']);
});

test('what is refused is back in its field, and not sent again', async () => {
  const { sayings, kept, timers, settle } = phone([{ failure: 'over' }]);
  sayings.say('Le temps');
  await settle();
  expect(sayings.stage).toEqual({ case: 'writing', text: 'Le temps', failure: 'over' });
  expect([kept(), timers.length]).toEqual([undefined, 0]);
});

test('one may say another, under another key; nothing is said of nothing', async () => {
  const { sayings, sent, settle } = phone([done]);
  sayings.say('   ');
  expect(sent).toEqual([]);
  sayings.say('Un');
  await settle();
  sayings.again();
  sayings.say('Deux');
  await settle();
  expect(sent.map(({ key }) => key)).toEqual(['key 1', 'key 2']);
});

test.each([
  [0, undefined, 'lost'],
  [502, undefined, 'lost'],
  [200, undefined, 'lost'],
  [429, { refusal: { code: 'REFUSAL_CODE_RATE_LIMITED' } }, 'lost'],
  [503, { refusal: { code: 'REFUSAL_CODE_OVERLOADED', retryable: true } }, 'lost'],
  [404, undefined, 'gone'],
  [404, { refusal: { code: 'REFUSAL_CODE_NOT_FOUND' } }, 'gone'],
  [403, { refusal: { code: 'REFUSAL_CODE_FORBIDDEN', data: { cause: 'over' } } }, 'over'],
  [413, { refusal: { code: 'REFUSAL_CODE_TOO_LARGE', data: { unit: 'sentences' } } }, 'full'],
  [413, { refusal: { code: 'REFUSAL_CODE_TOO_LARGE', data: { unit: 'bytes' } } }, 'refused'],
  [400, { refusal: { code: 'REFUSAL_CODE_INVALID_ARGUMENT' } }, 'refused'],
] as const)('an answer with status %s and %j is: %s', (status, json, failure) => {
  expect(failureOf(status, json)).toBe(failure);
});

test('the page answers while it is asked twice at once', async () => {
  const onChange = vi.fn();
  let answer: (value: Answer<object>) => void = () => {};
  const sayings = new Sayings({
    say: () => new Promise((resolve) => (answer = resolve)),
    newKey: () => 'key',
    kept: () => undefined,
    keep: () => {},
    typed: () => '',
    keepTyped: () => {},
    after: () => () => {},
    onChange,
  });
  sayings.say('Un');
  sayings.say('Deux'); // the first is on its way
  answer(done);
  await Promise.resolve();
  await Promise.resolve();
  expect(onChange.mock.calls.map(([stage]) => (stage as Stage).case)).toEqual(['sending', 'thanked']);
});

test.each(['gone', 'over', 'full'] as const)('a sentence whose code says %s is not lost: the phone keeps it for the next one', async (failure) => {
  const { sayings, typed, settle } = phone([{ failure }]);
  sayings.say('Le temps');
  await settle();
  expect([sayings.left, typed()]).toEqual(['Le temps', 'Le temps']);
  const next = phone([done], undefined, typed());
  next.sayings.start();
  expect([next.sayings.stage, next.sent]).toEqual([{ case: 'writing', text: 'Le temps', failure: undefined }, []]);
  next.sayings.say('Le temps');
  await next.settle();
  expect([next.sayings.left, next.typed()]).toEqual(['', '']);
});

test('what is typed on the phone is there again after a reload', () => {
  const { sayings, typed, shown } = phone([done]);
  sayings.type('Le temps');
  expect([typed(), shown]).toEqual(['Le temps', []]);
});

test('the phone keeps a sentence for its code, and typed words for any code of that day', () => {
  const rows = useFakeStorage();
  keepSaid('AB12', { key: 'k', text: 'Le temps' });
  expect([keptSaid('AB12'), keptSaid('CD34')]).toEqual([{ key: 'k', text: 'Le temps' }, undefined]);
  keepTyped('Le temps', 1_000);
  expect([keptTyped(2_000), keptTyped(1_000 + 24 * 3_600_000)]).toEqual(['Le temps', '']);
  keepTyped(' ');
  keepSaid('AB12', undefined);
  expect(rows.size).toBe(0);
});

test('an answer that never comes is given up in time, so that it is asked for again', async () => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => new Promise((_resolve, reject) => signal!.addEventListener('abort', () => reject(new Error('aborted')))));
  const answer = lookThrough('AB12');
  await vi.advanceTimersByTimeAsync(patienceMs);
  await expect(answer).resolves.toEqual({ failure: 'lost' });
});

test('an address that is misspelt shows a page that says so', () => {
  expect([codeIn('/atelier/AB12'), codeIn('/atelier/AB%2'), codeIn('/atelier')]).toEqual(['AB12', 'AB%2', '']);
});
