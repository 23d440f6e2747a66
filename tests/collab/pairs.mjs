// Writes pairs.txt: what @codemirror/state makes of 100,000 random pairs of changes, as one checksum for each hundred.
// tests/unit/roadmap_map_test.cpp draws the same pairs and must come to the same checksums.
//
//   node pairs.mjs > pairs.txt
//   node pairs.mjs 417          the hundred pairs of line 417 in full, as the C++ test prints them too
import { ChangeSet } from '@codemirror/state';
import { Dice } from './dice.mjs';

const blocks = 1000;
const pairsPerBlock = 100;

function addSection(parts, length, inserted) {
  if (length === 0 && inserted <= 0) return;
  const last = parts.at(-1);
  if (last && inserted <= 0 && last[1] === inserted) last[0] += length;
  else if (last && length === 0 && last[0] === 0) last[1] += inserted;
  else parts.push([length, inserted]);
}

// Short texts, so that changes meet often; every eighth is long.
function randomParts(dice, length) {
  const parts = [];
  let at = 0;
  for (;;) {
    const kind = dice.below(4);
    const taken = Math.min(length - at, 1 + dice.below(4));
    const inserted = 1 + dice.below(3);
    if (kind === 0) addSection(parts, taken, -1);
    else if (kind === 1) addSection(parts, taken, 0);
    else if (kind === 2) addSection(parts, 0, inserted);
    else addSection(parts, taken, inserted);
    if (kind !== 2) at += taken;
    if (at === length && dice.below(2) === 0) return parts;
  }
}

function changeOf(parts, letter) {
  let count = 0;
  return ChangeSet.fromJSON(parts.map(([length, inserted]) => {
    if (inserted < 0) return length;
    let text = '';
    for (let i = 0; i < inserted; i++) text += String.fromCharCode(letter.charCodeAt(0) + (count++ % 26));
    return inserted === 0 ? [length] : [length, text];
  }));
}

// "3 2:1 0:4 /ab": sections as lengths and insertions, then all that is inserted
function said(change) {
  return `${change.toString()} /${change.inserted.map((text) => text.toString()).join('')}`;
}

function linesOfPair(dice) {
  const length = dice.below(8) === 0 ? 40 + dice.below(60) : dice.below(10);
  const a = changeOf(randomParts(dice, length), 'a');
  const b = changeOf(randomParts(dice, length), 'A');
  const position = dice.below(length + 1);
  return [
    `${said(a)} | ${said(b)}`,
    said(a.map(b)),
    said(a.map(b, true)),
    said(b.map(a)),
    said(b.map(a, true)),
    `${a.mapPos(position, -1)} ${a.mapPos(position, 1)} ${b.mapPos(position, -1)} ${b.mapPos(position, 1)}`,
  ];
}

// FNV-1a, 32 bits
function checksum(lines) {
  let sum = 0x811c9dc5;
  for (const line of lines) {
    for (let i = 0; i < line.length; i++) sum = Math.imul(sum ^ line.charCodeAt(i), 0x01000193) >>> 0;
    sum = Math.imul(sum ^ 10, 0x01000193) >>> 0;
  }
  return sum.toString(16).padStart(8, '0');
}

function linesOfBlock(block) {
  const dice = new Dice(block);
  const lines = [];
  for (let i = 0; i < pairsPerBlock; i++) lines.push(...linesOfPair(dice));
  return lines;
}

if (process.argv[2]) {
  console.log(linesOfBlock(Number(process.argv[2])).join('\n'));
} else {
  for (let block = 1; block <= blocks; block++) console.log(checksum(linesOfBlock(block)));
}
