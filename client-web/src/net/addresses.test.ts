import { expect, test } from 'vitest';
import { uploadAddress } from './addresses';

test('a space in the name of a file stays one, and so does a plus', () => {
  expect(uploadAddress('demo', 'compte rendu.txt')).toBe('/api/uploads?community=demo&name=compte%20rendu.txt');
  expect(uploadAddress('demo', 'a+b & é.txt')).toBe('/api/uploads?community=demo&name=a%2Bb%20%26%20%C3%A9.txt');
});
