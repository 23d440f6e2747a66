import decodeQR from 'qr/decode.js';
import { expect, test } from 'vitest';
import { squareOf } from './square';

/** As a camera sees it: black rectangles on white, each module some pixels wide. */
function picture(text: string, scale = 4) {
  const { size, path } = squareOf(text);
  const side = size * scale;
  const data = new Uint8Array(4 * side * side).fill(255);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      for (let column = Number(x) * scale; column < (Number(x) + Number(width)) * scale; column += 1) data.fill(0, 4 * (row * side + column), 4 * (row * side + column) + 3);
    }
  }
  return { width: side, height: side, data };
}

test.each(['https://ramure.example.org/atelier/Xy12', `https://ramure.example.org/atelier/${'a9_-'.repeat(11)}`])('a phone reads %s', (address) => {
  expect(decodeQR(picture(address))).toBe(address);
});

test('it is surrounded by white', () => {
  const { size, path } = squareOf('https://ramure.example.org');
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    expect([Number(x) >= 4, Number(y) >= 4, Number(x) + Number(width) <= size - 4, Number(y) < size - 4]).toEqual([true, true, true, true]);
  }
});
