// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { hostileBodies } from '../testing/hostile_texts';
import { isSafeAddress, referencesIn, renderMarkdown, type References } from './markdown';
import { plainLine, withoutDirections } from './plain_text';

const references: References = {
  person: (id) => (id === 12 ? { label: '@Lucie <b>', href: '/reseau/personne/12', isMe: true } : { label: '@Ancien participant' }),
  thread: (id) => ({ label: `Fil ${id}`, href: `/fil/${id}` }),
  message: (id) => ({ label: 'un message', href: `/fil/40?m=${id}` }),
};
const render = (body: string) => renderMarkdown(body, references).trim();

describe('Markdown', () => {
  test('keeps paragraphs, lists, tables, quotes and line ends', () => {
    expect(render('Un\ndeux')).toBe('<p>Un<br>\ndeux</p>');
    expect(render('- a\n- b')).toBe('<ul>\n<li>a</li>\n<li>b</li>\n</ul>');
    expect(render('> dit')).toBe('<blockquote>\n<p>dit</p>\n</blockquote>');
    expect(render('|a|b|\n|:-|-:|\n|1|2|')).toContain('<td class="right">2</td>');
  });

  test('writes headings below those of the page', () => {
    expect(render('# Un')).toBe('<h3>Un</h3>');
    expect(render('###### Six')).toBe('<h3>Six</h3>');
    expect(render('# Un\n\n### Trois\n\n## Deux')).toBe('<h3>Un</h3>\n<h4>Trois</h4>\n<h4>Deux</h4>');
    expect(render('## Deux\n\n## Deux aussi\n\n# Un')).toBe('<h3>Deux</h3>\n<h3>Deux aussi</h3>\n<h3>Un</h3>');
  });

  test('shows HTML as text', () => {
    expect(render('<b>gras</b>')).toBe('<p>&lt;b&gt;gras&lt;/b&gt;</p>');
  });

  test('reads the names of characters, and no markup from them', () => {
    expect(render('&eacute;&#233;&#xe9; &copy; &rarr; &inconnu; &lt;b&gt;')).toBe('<p>ééé © → &amp;inconnu; &lt;b&gt;</p>');
  });

  test('links what is an address, without telling it who sent us', () => {
    expect(render('voir https://exemple.fr/a?b=c.')).toBe(
      '<p>voir <a href="https://exemple.fr/a?b=c" rel="noopener noreferrer nofollow" target="_blank">https://exemple.fr/a?b=c</a>.</p>',
    );
    expect(render('la fin.de la phrase')).toBe('<p>la fin.de la phrase</p>');
    expect(render('[ici](/fil/40)')).toBe('<p><a href="/fil/40">ici</a></p>');
  });

  test('asks no other server for pictures', () => {
    expect(render('![carte](https://exemple.fr/c.png)')).toBe(
      '<p><a href="https://exemple.fr/c.png" rel="noopener noreferrer nofollow" target="_blank">carte</a></p>',
    );
  });

  test('knows people, threads and messages by their numbers', () => {
    expect(render('<@12>, <#40> et <!41>')).toBe(
      '<p><a class="reference person me" href="/reseau/personne/12">@Lucie &lt;b&gt;</a>, <a class="reference thread" href="/fil/40">Fil 40</a> et <a class="reference message" href="/fil/40?m=41">un message</a></p>',
    );
    expect(render('<@7>')).toBe('<p><span class="reference person">@Ancien participant</span></p>');
    expect(render('`<@12>`')).toBe('<p><code>&lt;@12&gt;</code></p>');
    expect(referencesIn('<@12> <#40> <!41> <@0> <@x>')).toEqual([
      { kind: 'person', id: 12 },
      { kind: 'thread', id: 40 },
      { kind: 'message', id: 41 },
    ]);
  });

  test('keeps its own references apart from those that a body defines', () => {
    expect(render('[person]: https://a.fr\n\n<@7> [person]')).toBe(
      '<p><span class="reference person">@Ancien participant</span> <a href="https://a.fr" rel="noopener noreferrer nofollow" target="_blank">person</a></p>',
    );
  });

  test('takes a class from nobody', () => {
    expect(render('```x reference me\ncode\n```')).toBe('<pre><code>code\n</code></pre>');
  });

  test('stands ten thousand letters without a space, and deep nesting', () => {
    expect(render('a'.repeat(10_000))).toContain('a'.repeat(10_000));
    expect(() => render('> '.repeat(2_000) + 'a')).not.toThrow();
    expect(() => render('['.repeat(5_000))).not.toThrow();
    expect(() => render('*a '.repeat(5_000))).not.toThrow();
  });
});

describe('addresses', () => {
  test.each(['https://a.fr', 'http://a.fr/b', 'mailto:a@b.fr', '/fil/40'])('%s is safe', (address) => {
    expect(isSafeAddress(address)).toBe(true);
  });
  test.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'vbscript:x', '//evil.example', '/\\evil.example', 'file:///etc/passwd', 'blob:x', 'https:', ''])(
    '%j is not',
    (address) => {
      expect(isSafeAddress(address)).toBe(false);
    },
  );
});

describe('hostile texts', () => {
  test.each(hostileBodies)('%j does nothing', (body) => {
    const page = document.createElement('div');
    page.innerHTML = render(body);
    for (const element of page.querySelectorAll('*')) {
      expect('A BLOCKQUOTE BR CODE DEL EM H3 H4 H5 H6 HR LI OL P PRE S SPAN STRONG TABLE TBODY TD TH THEAD TR UL'.split(' ')).toContain(element.tagName);
      for (const { name, value } of element.attributes) {
        expect(['class', 'href', 'rel', 'start', 'target']).toContain(name);
        if (name === 'href') expect(isSafeAddress(value)).toBe(true);
        if (name === 'class') expect(value).toMatch(/^(reference (person|thread|message)( me)?|left|right|center)$/);
      }
    }
  });
});

describe('plain text', () => {
  test('turns no direction', () => {
    expect(withoutDirections('facture\u202egpj.exe')).toBe('facturegpj.exe');
    expect(withoutDirections('un\u2066deux\u2069\u0007')).toBe('undeux');
  });
  test('makes one line of a body', () => {
    expect(plainLine('# Titre\n\n- **un** <@7>\n- [deux](https://a.fr)', references)).toBe('Titre un @Ancien participant deux');
    expect(plainLine('> - *un* et _deux_, 2 * 3 * 4, mot_cle_long', references)).toBe('un et deux, 2 * 3 * 4, mot_cle_long');
    expect(plainLine('Voici\n\n| Qui | Quand |\n| :-- | --: |\n| Ana | lundi |\n', references)).toBe('Voici Qui, Quand ; Ana, lundi ;');
    expect(plainLine('😀'.repeat(300), references, 10)).toBe(`${'😀'.repeat(9)}…`);
  });
});
