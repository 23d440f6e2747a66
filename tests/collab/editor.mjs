// One open editor as a page has it: the real EditorState with @codemirror/collab, and the little that is ours around it.
// What it wrote and does not know to be accepted is pushed again until it is in the log, one push at a time; changes are
// handed to receiveUpdates one per call (several at once are composed, and texts drift apart).
import { ChangeSet, EditorState } from '@codemirror/state';
import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from '@codemirror/collab';

// The last is a paste from another system: the editor makes its own line ends of these.
const words = ['a', 'b', 'é', 'e\u0301', '\n', ' ', 'l’alliance', '\u{1F469}\u200D\u{1F4BB}', '\u{1F600}', '## Axe\n', 'œ',
  'un\r\ndeux\rtrois\r\n'];

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

export class Editor {
  constructor(number, member) {
    Object.assign(this, { number, member, epoch: '', editorId: number, state: null, written: 0, received: 0 });
    this.disconnect();
  }
  get text() { return this.state.doc.toString(); }
  get version() { return getSyncedVersion(this.state); }
  get unsent() { return this.state ? sendableUpdates(this.state).length : 0; }

  disconnect() {
    Object.assign(this, { isConnected: false, isWelcome: false, isOpen: false, opening: 0, pushing: 0 });
  }
  connected() {
    this.disconnect();
    this.isConnected = true;
    this.request = 1;  // the Hello
  }

  // What to say next about the text; null: nothing now.
  openFrame(roadmapId) {
    if (!this.isWelcome || this.isOpen || this.opening) return null;
    this.opening = ++this.request;
    const fromVersion = String(this.state ? this.version : 0);
    return { requestId: String(this.opening), openText: { roadmapId, fromVersion, epoch: this.epoch } };
  }
  pushFrame(roadmapId) {
    if (!this.isOpen || this.pushing || !this.unsent) return null;
    this.pushing = ++this.request;
    const changes = sendableUpdates(this.state).slice(0, 256).map((update) => toWire(update.changes));
    const push = { editorId: String(this.editorId), baseVersion: String(this.version), changes };
    return { requestId: String(this.pushing), command: { pushText: { roadmapId, epoch: this.epoch, push } } };
  }

  write(dice) {
    if (!this.state) return;
    const { text } = this;
    const whole = (at) => (at > 0 && at < text.length && text.codePointAt(at - 1) > 0xffff ? at - 1 : at);
    const from = whole(dice.below(text.length + 1));
    const to = Math.max(from, whole(Math.min(text.length, from + (text.length > 600 ? 60 : dice.below(6)))));
    let insert = '';
    if (dice.below(4) !== 0) for (let i = 1 + dice.below(3); i > 0; i--) insert += words[dice.below(words.length)];
    const before = this.unsent;
    this.state = this.state.update({ changes: { from, to: dice.below(2) ? to : from, insert } }).state;
    if (this.unsent > before) this.written += toWire(sendableUpdates(this.state).at(-1).changes).inserted.length;
  }

  take({ welcome, replies = [], textChanges = [] }) {
    if (welcome) this.isWelcome = true;
    for (const reply of replies) this.answer(reply);
    for (const { entry } of textChanges) if (this.isOpen) this.receive(entry);
  }
  answer({ requestId, refusal, textOpened }) {
    if (Number(requestId) === this.opening) this.opened(refusal, textOpened);
    if (Number(requestId) === this.pushing) {
      this.pushing = 0;
      const isLater = refusal?.retryable || refusal?.data?.cause === 'behind';
      if (refusal && !isLater) throw new Error(`a push was refused: ${JSON.stringify(refusal)}`);
    }
  }
  opened(refusal, opened) {
    this.opening = 0;
    if (refusal && !refusal.retryable) throw new Error(`a text was not opened: ${JSON.stringify(refusal)}`);
    if (refusal) return;
    const version = Number(opened.version ?? 0);
    if (opened.hasText) {
      if (this.state) throw new Error('an editor had to begin anew');
      const own = collab({ startVersion: version, clientID: `${this.member}:${this.editorId}` });
      this.state = EditorState.create({ doc: opened.text ?? '', extensions: [own] });
    } else if (version !== this.version) throw new Error(`it goes on from ${version}, not from ${this.version}`);
    this.epoch = opened.epoch;
    this.isOpen = true;
  }
  receive({ version, authorId, editorId, change }) {
    if (Number(version) !== this.version + 1) throw new Error(`version ${version} came after ${this.version}`);
    this.received++;
    const update = { changes: fromWire(change), clientID: `${authorId}:${editorId}` };
    this.state = receiveUpdates(this.state, [update]).state;
  }
}
