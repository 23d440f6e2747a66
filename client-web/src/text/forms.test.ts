import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { usualForms } from './en/forms';

const folder = new URL('../../../deploy/templates/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.toml'));

test.each(files)('%s is told in English, too', (file) => {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const roles = text.match(/\[roles\]\n([^[]*)/)?.[1]?.match(/= "([^"]+)"/g)?.map((each) => each.slice(3, -1)) ?? [];
  const labels = [...text.matchAll(/\b(?:label|summary|sentence) = "([^"]+)"/g)].map(([, label]) => label!);
  const missing = [...labels, ...roles].map((label) => label.replace(/[\u00a0\u202f]/g, ' ')).filter((label) => !usualForms[label]);
  expect(missing).toEqual([]);
});
