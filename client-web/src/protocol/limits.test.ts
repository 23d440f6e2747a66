import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { byteLength, limits } from './limits';
import { featureLevel } from './wire';

const header = readFileSync(new URL('../../../protocol/limits.hpp', import.meta.url), 'utf8');

/** "24LL * 3600 * 1000", "40'000", "500ULL * 1024 * 1024". */
function valueOf(expression: string): number {
  return expression
    .split('*')
    .map((factor) => Number(factor.replace(/['\sUL]/g, '')))
    .reduce((product, factor) => product * factor, 1);
}

const inHeader = new Map(
  [...header.matchAll(/constexpr [\w:]+ (\w+) =\s+([^;]+);/g)].map(([, name, expression]) => [name!, valueOf(expression!)]),
);
const inHeaderStyle = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

test.each(Object.entries(limits))('%s is that of the server', (name, value) => {
  expect(inHeader.get(inHeaderStyle(name))).toBe(value);
});

test('the page is made for the level of the protocol', () => {
  expect(inHeader.get('feature_level')).toBe(featureLevel);
});

test('lengths are bytes', () => {
  expect(byteLength('é😀’')).toBe(2 + 4 + 3);
});
