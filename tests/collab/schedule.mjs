// Real editors of @codemirror/collab on one text of the real log, on bad lines: pushes are late, lost or sent twice, the
// log is opened anew. At the end all texts must be equal, and equal to the server's; every letter written is in the log.
//
//   node schedule.mjs AUTHORITY [SEEDS] [FIRST SEED]
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ChangeSet, EditorState } from '@codemirror/state';
import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from '@codemirror/collab';
import { Dice } from './dice.mjs';

const [program, seeds = '300', first = '1'] = process.argv.slice(2);
const authority = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
const answers = createInterface({ input: authority.stdout })[Symbol.asyncIterator]();

async function ask(line) {
  authority.stdin.write(`${line}\n`);
  const { value, done } = await answers.next();
  if (done || value.startsWith('refused')) throw new Error(`${line.slice(0, 200)} → ${value}`);
  return value;
}

const words = ['a', 'b', 'é', 'e\u0301', '\n', ' ', 'l’alliance', '\u{1F469}\u200D\u{1F4BB}', '\u{1F600}', '## Axe\n', 'œ'];

// Section pairs and all that is inserted, as TextChange has it.
function toWire(changes) {
  const sections = [];
  let inserted = '';
  for (const part of changes.toJSON()) {
    if (typeof part === 'number') sections.push(part, -1);
    else {
      const text = part.slice(1).join('\n');
      sections.push(part[0], text.length);
      inserted += text;
    }
  }
  return { sections, inserted };
}

function fromWire({ sections = [], inserted = '' }) {
  const parts = [];
  for (let i = 0, at = 0; i < sections.length; i += 2) {
    if (sections[i + 1] < 0) parts.push(sections[i]);
    else if (sections[i + 1] === 0) parts.push([sections[i]]);
    else parts.push([sections[i], ...inserted.slice(at, (at += sections[i + 1])).split('\n')]);
  }
  return ChangeSet.fromJSON(parts);
}

class Editor {
  constructor(author, editor) {
    this.author = author;
    this.editor = editor;
    this.name = `${author}:${editor}`;
    this.state = EditorState.create({ extensions: [collab({ startVersion: 0, clientID: this.name })] });
  }
  get version() { return getSyncedVersion(this.state); }
  get text() { return this.state.doc.toString(); }
  get unsent() { return sendableUpdates(this.state).length; }

  write(dice) {
    const { text } = this;
    const whole = (at) => (at > 0 && at < text.length && text.codePointAt(at - 1) > 0xffff ? at - 1 : at);
    const from = whole(dice.below(text.length + 1));
    const to = Math.max(from, whole(Math.min(text.length, from + (text.length > 150 ? 25 : dice.below(6)))));
    let insert = '';
    if (dice.below(4) !== 0) for (let i = 1 + dice.below(3); i > 0; i--) insert += words[dice.below(words.length)];
    this.state = this.state.update({ changes: { from, to: dice.below(2) ? to : from, insert } }).state;
    const made = sendableUpdates(this.state).at(-1);
    return made ? insert.length : 0;
  }
  push() {
    return { author: this.author, wire: {
      editorId: String(this.editor), baseVersion: String(this.version),
      changes: sendableUpdates(this.state).slice(0, 256).map((update) => toWire(update.changes)) } };
  }
  // One per call: handed several at once, collab composes them, and texts drift apart.
  receive({ authorId, editorId, change }) {
    const update = { changes: fromWire(change), clientID: `${authorId}:${editorId}` };
    this.state = receiveUpdates(this.state, [update]).state;
  }
}

class World {
  constructor(seed) {
    this.dice = new Dice(seed);
    const many = seed % 25 === 0 ? 20 : 2 + this.dice.below(5);
    this.editors = Array.from({ length: many }, (_, i) => new Editor(100 + (i >> 1), 1 + i));
    this.entries = [];
    this.underWay = [];
    this.written = 0;
  }
  async step() {
    const { dice } = this;
    const editor = this.editors[dice.below(this.editors.length)];
    const act = dice.below(7);
    if (act < 2) this.written += editor.write(dice);
    else if (act === 2 && editor.unsent) this.underWay.push(editor.push());
    else if (act === 3 && this.underWay.length) {
      const which = dice.below(this.underWay.length);
      await this.deliver(this.underWay[which]);
      if (dice.below(4)) this.underWay.splice(which, 1);  // else it comes again, much later
    } else if (act === 4) this.receive(editor, 1 + dice.below(4));
    else if (act === 5 && dice.below(2)) this.underWay.shift();  // lost
    else if (act === 6 && dice.below(15) === 0) await ask('restart');
  }
  async deliver({ author, wire }) {
    for (const entry of JSON.parse(await ask(`push ${author} ${JSON.stringify(wire)}`))) this.entries.push(entry);
  }
  receive(editor, count) {
    for (; count > 0 && editor.version < this.entries.length; count--) editor.receive(this.entries[editor.version]);
  }
  async settle() {
    for (const editor of this.editors) {
      while (editor.unsent) {
        await this.deliver(editor.push());
        this.receive(editor, this.entries.length);
      }
    }
    for (const editor of this.editors) this.receive(editor, this.entries.length);
  }
  async check() {
    const text = JSON.parse(await ask('text')).text ?? '';
    for (const editor of this.editors) {
      if (editor.text !== text) throw new Error(`${editor.name} has\n${editor.text}\nthe server has\n${text}`);
    }
    const logged = this.entries.reduce((sum, { change }) => sum + (change.inserted ?? '').length, 0);
    if (logged !== this.written) throw new Error(`${this.written} units were written, ${logged} are in the log`);
  }
}

let changes = 0;
for (let seed = Number(first); seed < Number(first) + Number(seeds); seed++) {
  try {
    await ask('open');
    const world = new World(seed);
    for (let i = 0; i < (seed % 25 === 0 ? 600 : 250); i++) await world.step();
    await world.settle();
    await world.check();
    changes += world.entries.length;
  } catch (error) {
    console.error(`seed ${seed}: ${error.message}`);
    process.exit(1);
  }
}
authority.stdin.end();
console.log(`${seeds} seeds, ${changes} changes: all texts are equal`);
