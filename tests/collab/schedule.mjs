// Real editors of @codemirror/collab on one text of the real server, on bad lines: what is on its way is late, lost with
// its connection, or comes twice; the server dies between two steps and within a batch. At the end all texts are equal,
// equal to the server's, equal to the replay of its log; every letter that was written is in the log.
//
//   node schedule.mjs SERVER [SEEDS] [FIRST SEED]
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Dice } from './dice.mjs';
import { Editor } from './editor.mjs';

const [program, seeds = '300', first = '1'] = process.argv.slice(2);
const server = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
const answers = createInterface({ input: server.stdout })[Symbol.asyncIterator]();

async function ask(line) {
  server.stdin.write(`${line}\n`);
  const { value, done } = await answers.next();
  if (done || value.startsWith('refused')) throw new Error(`${line.slice(0, 200)} → ${value}`);
  return value;
}

class World {
  static async begin(seed) {
    const world = new World();
    world.dice = new Dice(seed);
    const { roadmap, writers } = JSON.parse(await ask(`begin ${seed}`));
    world.roadmap = roadmap;
    const many = seed % 25 === 0 ? 20 : 2 + world.dice.below(6);
    world.editors = Array.from({ length: many }, (_, i) => new Editor(1 + i, writers[world.dice.below(writers.length)]));
    world.steps = seed % 25 === 0 ? 700 : 350;
    return world;
  }

  async run() {
    for (let i = 0; i < this.steps; i++) await this.step();
    await this.settle();
    return this.check();
  }

  async step() {
    const { dice } = this;
    const editor = this.editors[dice.below(this.editors.length)];
    const act = dice.below(40);
    if (act < 16) await this.write(editor);
    else if (act < 24) await ask(`work ${8 + dice.below(40)}`);
    else if (act < 37) await this.read(editor);
    else if (act === 37) await this.cut(editor);
    else if (act === 38 && dice.below(8) === 0) await ask('crash');
    else if (act === 39 && dice.below(8) === 0) await ask('crash_in_batch');
  }

  async write(editor) {
    if (!editor.isConnected) return this.connect(editor);
    if (!editor.isOpen) return this.send(editor, editor.openFrame(this.roadmap));
    if (this.dice.below(5) < 3) return editor.write(this.dice);
    return this.send(editor, editor.pushFrame(this.roadmap));
  }
  async connect(editor) {
    await ask(`connect ${editor.number} ${editor.member}`);
    editor.connected();
  }
  async send(editor, frame) {
    if (!frame) return;
    await ask(`send ${editor.number} ${JSON.stringify(frame)}`);
    if (frame.command && this.dice.below(6) === 0) await ask(`send ${editor.number} ${JSON.stringify(frame)}`);
  }
  async read(editor) {
    if (!editor.isConnected) return;
    const frames = JSON.parse(await ask(`read ${editor.number}`));
    if (frames === null) editor.disconnect();  // the server died meanwhile
    else for (const frame of frames) editor.take(frame);
  }
  async cut(editor) {
    if (!editor.isConnected) return;
    await ask(`cut ${editor.number}`);
    editor.disconnect();
  }

  isQuiet(editor) { return editor.isOpen && !editor.unsent && !editor.pushing; }
  async settle() {
    for (let rounds = 0, calm = 0; calm < 2; rounds++) {
      if (rounds > 1000) throw new Error('it does not come to rest');
      for (const editor of this.editors) {
        if (!editor.isConnected) await this.connect(editor);
        await this.send(editor, editor.isOpen ? editor.pushFrame(this.roadmap) : editor.openFrame(this.roadmap));
      }
      await ask('settle');
      for (const editor of this.editors) await this.read(editor);
      calm = this.editors.every(this.isQuiet) ? calm + 1 : 0;
    }
  }

  async check() {
    const { text = '', inserted } = JSON.parse(await ask('check'));
    for (const editor of this.editors) {
      if (editor.text !== text) throw new Error(`${editor.number} has\n${editor.text}\nthe server has\n${text}`);
    }
    const written = this.editors.reduce((sum, editor) => sum + editor.written, 0);
    if (inserted !== written) throw new Error(`${written} units were written, ${inserted} are in the log`);
    const received = this.editors.reduce((sum, editor) => sum + editor.received, 0);
    if (written === 0 || received === 0) throw new Error(`${written} units were written, ${received} changes came: nothing is proved`);
    return Math.max(...this.editors.map((editor) => editor.version));
  }
}

let changes = 0;
for (let seed = Number(first); seed < Number(first) + Number(seeds); seed++) {
  try {
    changes += await (await World.begin(seed)).run();
  } catch (error) {
    console.error(`seed ${seed}: ${error.message}`);
    process.exit(1);
  }
}
server.stdin.end();
console.log(`${seeds} seeds, ${changes} changes: all texts are equal`);
