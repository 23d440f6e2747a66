import { expect, test } from 'vitest';
import { inside } from './inside';

const origin = 'https://ramure.example';

test.each(['/', '/fil/804?m=12', '/recherche?q=a%20b', '/reseau#contenu'])('%s is within', (address) => {
  expect(inside(address, origin)).toBe(address);
});

test.each([null, '', 'javascript:alert(1)', 'https:evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', '/\n\\evil.example', '//', '//[', 'fil/1'])(
  '%j leads to the first page',
  (address) => {
    expect(inside(address, origin)).toBe('/');
  },
);
