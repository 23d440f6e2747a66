// The page itself: drawn by hand, since a framework would be ten times what it does.
import './phone.css';
import { keyText, newKey } from '../protocol/key';
import { codeIn, lookThrough, say, type Door, type Failure } from './door';
import { keepSaid, keepTyped, keptSaid, keptTyped } from './kept';
import { Sayings, type Stage } from './sayings';
import { english, french } from './words';

const isEnglish = !/^fr/i.test(navigator.language) && /^en/i.test(navigator.language);
const t = isEnglish ? english : french;
document.documentElement.lang = isEnglish ? 'en' : 'fr';

const code = codeIn(location.pathname);
const again = { ms: 3_000 }; // until the door is asked again
const textMax = 250; // characters: at most 500 bytes of French

const app = document.getElementById('app')!;

const base64 = (key: string) => btoa(String.fromCharCode(...(key.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))));

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, given: Partial<HTMLElementTagNameMap[Name]> = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), given);
  made.append(...children);
  return made;
}

const failureWords: Record<Exclude<Failure, 'lost'>, string> = { gone: t.gone, over: t.over, full: t.full, refused: t.refused };

const heading = element('h1', { textContent: t.asking, tabIndex: -1 });
const community = element('p', { className: 'community' });
const said = element('p', { className: 'said' });
said.setAttribute('role', 'status');
const field = element('textarea', { id: 'sentence', rows: 4, maxLength: textMax, required: true });
field.setAttribute('aria-describedby', 'hint problem');
const problem = element('p', { id: 'problem', className: 'problem' });
problem.setAttribute('role', 'alert');
const send = element('button', { type: 'submit', textContent: t.send });
const form = element(
  'form',
  { noValidate: true, hidden: true },
  element('label', { htmlFor: 'sentence', textContent: t.label }),
  element('p', { id: 'hint', className: 'hint', textContent: t.hint }),
  field,
  problem,
  send,
);
const another = element('button', { type: 'button', textContent: t.another, hidden: true });
const left = element('blockquote');
app.append(community, heading, said, left, form, another);

function draw(stage: Stage): void {
  form.hidden = stage.case === 'thanked';
  another.hidden = stage.case !== 'thanked';
  field.readOnly = stage.case === 'sending';
  send.disabled = stage.case === 'sending';
  said.textContent = stage.case === 'thanked' ? t.thanks : stage.case === 'sending' ? (stage.isLate ? t.waiting : t.sending) : '';
  problem.textContent = stage.case === 'writing' && stage.failure ? failureWords[stage.failure] : '';
  field.setAttribute('aria-invalid', String(problem.textContent !== ''));
  if (stage.case === 'sending') field.value = stage.said.text;
  if (stage.case === 'writing') field.value = stage.text;
  if (stage.case === 'thanked') another.focus();
  if (stage.case === 'writing' && (stage.failure === 'over' || stage.failure === 'gone')) end(failureWords[stage.failure]);
}

/** There is nothing more to say here. */
function end(words: string): void {
  heading.textContent = words;
  form.hidden = true;
  another.hidden = true;
  // What one wrote is not gone with the code: one reads it here, and finds it behind the next one.
  const text = sayings.left;
  said.textContent = text === '' ? '' : t.left;
  left.textContent = text;
}

const sayings = new Sayings({
  say: ({ key, text }) => say(code, base64(key), text),
  newKey: () => keyText(newKey()),
  kept: () => keptSaid(code),
  keep: (one) => keepSaid(code, one),
  typed: keptTyped,
  keepTyped,
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  onChange: draw,
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (field.value.trim() === '') {
    problem.textContent = t.empty;
    field.setAttribute('aria-invalid', 'true');
    field.focus();
    return;
  }
  sayings.say(field.value);
});
field.addEventListener('input', () => sayings.type(field.value));
another.addEventListener('click', () => {
  sayings.again();
  field.focus();
});
addEventListener('online', () => sayings.hurry());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') sayings.hurry();
});

function open({ community: name, question }: Door): void {
  community.textContent = name;
  heading.textContent = question;
  document.title = question;
  form.hidden = false;
  sayings.start();
}

async function knock(): Promise<void> {
  const answer = await lookThrough(code);
  if ('value' in answer) return open(answer.value);
  if (answer.failure !== 'lost') return end(failureWords[answer.failure]);
  heading.textContent = t.offline;
  setTimeout(() => void knock(), again.ms);
}
void knock();
