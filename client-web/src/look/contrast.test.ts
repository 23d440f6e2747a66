// The colours of tokens.css, held to what RGAA 3.2 and 3.3 ask: 4.5:1 for text, 3:1 for the edges of components.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [lightPart, darkPart] = css.split('@media screen');

function colours(part: string | undefined): Map<string, string> {
  return new Map([...(part ?? '').matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, hex]) => [name ?? '', hex ?? '']));
}

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

const grounds = ['paper', 'surface', 'raised', 'sunk'];
const text: [string, string][] = [
  ...['ink', 'ink-soft', 'ink-faint', 'sap', 'berry'].flatMap((ink) => grounds.map((ground): [string, string] => [ink, ground])),
  ...['honey', 'plum', 'sky'].flatMap((ink) => ['paper', 'surface', 'raised'].map((ground): [string, string] => [ink, ground])),
  ...['sap', 'berry', 'honey', 'plum', 'sky'].map((tone): [string, string] => [tone, `${tone}-soft`]),
  ['sap-strong', 'sap-soft'],
  ['ink-soft', 'sap-soft'],
  ['ink', 'honey-soft'],
  ['ink', 'berry-soft'],
  ['ink', 'sky-soft'],
  ['ink', 'mark'],
  ['on-fill', 'fill'],
  ['on-fill', 'fill-strong'],
  ['surface', 'berry'],
];
const edges: [string, string][] = grounds.map((ground) => ['edge', ground]);

describe.each([
  ['light', colours(lightPart)],
  ['dark', new Map([...colours(lightPart), ...colours(darkPart)])],
])('%s', (_, palette) => {
  const ratio = (a: string, b: string) => contrast(palette.get(a) ?? '', palette.get(b) ?? '');

  test.each(text)('text %s on %s reaches 4.5:1', (ink, ground) => {
    expect(ratio(ink, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(edges)('%s around components on %s reaches 3:1', (edge, ground) => {
    expect(ratio(edge, ground)).toBeGreaterThanOrEqual(3);
  });
});
