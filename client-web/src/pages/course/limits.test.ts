import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { courseLimits } from './limits';

const header = readFileSync(new URL('../../../../server/course/course_limits.hpp', import.meta.url), 'utf8');
const given = new Map([...header.matchAll(/constexpr [\w:]+ (\w+) = ([^;]+);/g)].map(([, name, value]) => [name!, value!]));

/** "15 * day_ms", "3'600'000": the names in it are limits themselves. */
function valueOf(expression: string): number {
  return expression.split('*').reduce((product, factor) => {
    const text = factor.trim();
    const named = given.get(text);
    return product * (named === undefined ? Number(text.replaceAll("'", '')) : valueOf(named));
  }, 1);
}
const inHeaderStyle = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

test.each(Object.entries(courseLimits))('%s is that of the server', (name, value) => {
  expect(valueOf(given.get(inHeaderStyle(name)) ?? 'there is no such limit')).toBe(value);
});
