// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { ChannelKind, MemberStatus, Role, ThreadKind } from '../../protocol/messages';
import { emptyState, type State } from '../../state/state';
import { quotedRange } from './answering';
import { complete } from './completion';
import { htmlToMarkdown } from './html_to_markdown';
import { link, prefix, wrap } from './marks';
import { fromStored, toStored } from './references';

const member = (id: number, name: string, territoryId = 0) => ({
  id, name, role: Role.CATALYST, territoryId, organisation: '', function: '', bio: '', status: MemberStatus.ACTIVE, key: '', asOf: 1,
});
const thread = (id: number, title: string, channelId = 3) => ({
  id, channelId, kind: ThreadKind.DISCUSSION, title, themeId: 0, territoryId: 0, authorId: 0, openedAtMs: 0, tags: [], resolved: false,
  archived: false, lastMessageId: id + 1, lastActivityAtMs: id, participantIds: [], titleOnly: false, mergedIntoId: 0, mergedAtMs: 0, asOf: 1,
});
const channel = (id: number, kind: ChannelKind) => ({
  id, channel: { id, kind, title: '', territoryId: 0, personId: 0, openedAtMs: 0, key: '' }, membership: undefined, asOf: 1, moreThreads: false,
});
const state: State = {
  ...emptyState,
  me: member(1, 'Moi Même'),
  members: new Map([member(1, 'Moi Même'), member(2, 'Anne'), member(3, 'Anne Marie Lô', 9), member(4, 'Éric Dû', 9)].map((each) => [each.id, each])),
  territories: new Map([[9, { id: 9, key: '', name: 'Île de Sainte-Ombeline', profileLabel: '', summary: '', timeZone: '', offers: '', seeks: '', state: 0, stateSinceMs: 0, asOf: 1 }]]),
  channels: new Map([channel(3, ChannelKind.THEMES), channel(5, ChannelKind.PAIR)].map((each) => [each.id, each])),
  threads: new Map([thread(40, 'Mobilité des jeunes'), thread(50, 'Entre nous', 5)].map((each) => [each.id, each])),
};

describe('references', () => {
  test('names become references, the longest first', () => {
    expect(toStored(state, 'Merci @Anne Marie Lô, et @Anne.')).toBe('Merci <@3>, et <@2>.');
    expect(toStored(state, 'Voir #Mobilité des jeunes ici')).toBe('Voir <#40> ici');
  });

  test('a longer word is another word', () => {
    expect(toStored(state, '@Annette')).toBe('@Annette');
  });

  test('links into this client become references', () => {
    expect(toStored(state, 'https://r.example/fil/40 et https://r.example/fil/40?m=41', 'https://r.example')).toBe('<#40> et <!41>');
  });

  test('come back as they were typed; what is not held stays', () => {
    const text = 'Merci @Anne Marie Lô pour #Mobilité des jeunes';
    expect(fromStored(state, toStored(state, text))).toBe(text);
    expect(fromStored(state, '<@99> <#99>')).toBe('<@99> <#99>');
  });
});

describe('completion', () => {
  const labels = (text: string, channelId = 3) => complete(state, text, text.length, channelId)?.suggestions.map(({ label }) => label);

  test('offers people without accents, by any of their names', () => {
    expect(labels('Bonjour @eri')).toEqual(['Éric Dû']);
    expect(labels('@lo')).toEqual(['Anne Marie Lô']);
  });

  test('a territory stands for its people', () => {
    const found = complete(state, '@ombel', 6, 3);
    expect(found?.suggestions[0]?.inserted).toBe('Île de Sainte-Ombeline (@Anne Marie Lô, @Éric Dû)');
  });

  test('threads of a private place are offered there alone', () => {
    expect(labels('#entre', 3)).toBeUndefined();
    expect(labels('#entre', 5)).toEqual(['Entre nous']);
  });

  test('an address is no mention, a finished name neither', () => {
    expect(labels('ecrire a nom@anne')).toBeUndefined();
    expect(labels('@anne ')).toBeUndefined();
    expect(labels('#')).toBeUndefined();
  });
});

describe('what is pasted', () => {
  test('keeps headings, lists, tables, links and emphasis', () => {
    const html = `<h1>Bilan</h1><p>Un <b>mot</b> et <a href="https://example.org/a(b)">un lien</a>.</p>
      <ul><li>un<ul><li>dedans</li></ul></li><li>deux</li></ul>
      <table><tr><th>Qui</th><th>Quoi</th></tr><tr><td>a|b</td><td>c</td></tr></table>`;
    expect(htmlToMarkdown(html)).toBe(
      '## Bilan\n\nUn **mot** et [un lien](https://example.org/a%28b%29).\n\n- un\n  - dedans\n- deux\n\n| Qui | Quoi |\n| --- | --- |\n| a\\|b | c |',
    );
  });

  test('understands the lists of Word', () => {
    const html = `<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·  </span>Un</p>
      <p class="MsoListParagraph" style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">o </span>Deux</p><p><i>Fin</i></p>`;
    expect(htmlToMarkdown(html)).toContain('- Un\n  - Deux');
  });

  test('drops scripts and addresses that are none', () => {
    const html = '<b>Bonjour</b><script>alert(1)</script><a href="javascript:alert(1)">clic</a><style>p{}</style>';
    expect(htmlToMarkdown(html)).toBe('**Bonjour**clic');
  });

  test('without structure the plain text is the better one', () => {
    expect(htmlToMarkdown('<p><span style="color:red">Rien que du texte</span></p>')).toBe('');
  });
});

describe('marks', () => {
  test('are put around and taken away', () => {
    const bold = wrap({ text: 'un mot ici', start: 3, end: 6 }, '**', 'texte');
    expect(bold.text).toBe('un **mot** ici');
    expect(wrap(bold, '**', 'texte').text).toBe('un mot ici');
  });

  test('of lists are put before every line', () => {
    const list = prefix({ text: 'un\ndeux\ntrois', start: 0, end: 6 }, '- ');
    expect(list.text).toBe('- un\n- deux\ntrois');
    expect(prefix({ text: '- un\n- deux', start: 0, end: 10 }, '- ').text).toBe('un\ndeux');
  });

  test('of links select what is to be typed', () => {
    const { text, start, end } = link({ text: 'voir ici', start: 5, end: 8 }, 'texte');
    expect(text).toBe('voir [ici](https://)');
    expect(text.slice(start, end)).toBe('https://');
  });
});

test('what is selected is quoted; what is not found, as a whole', () => {
  expect(quotedRange('Un message entier', 'message')).toEqual({ start: 3, end: 10 });
  expect(quotedRange('Un **message** entier', 'message entier')).toEqual({ start: 0, end: 0 });
  expect(quotedRange('Un message', '')).toEqual({ start: 0, end: 0 });
});
