// Text pasted from Word, a web page or a mail, as Markdown: headings, lists, tables, links and emphasis stay, everything
// else (fonts, colours, scripts) is dropped. The clipboard's HTML is only ever parsed, never put into the page.

/** Empty when the HTML holds no structure: then the plain text of the clipboard is the better one. */
export function htmlToMarkdown(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  if (!page.body.querySelector('h1,h2,h3,h4,h5,h6,ul,ol,table,a[href],b,strong,i,em,[class*="MsoListParagraph"]')) return '';
  return blocks(page.body, '')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const skipped = new Set(['SCRIPT', 'STYLE', 'HEAD', 'TITLE', 'META', 'LINK', 'TEMPLATE', 'NOSCRIPT', 'IFRAME', 'OBJECT', 'SVG']);
const blockTags = new Set(['P', 'DIV', 'SECTION', 'ARTICLE', 'UL', 'OL', 'TABLE', 'BLOCKQUOTE', 'PRE', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6']);

const isBlock = (node: Node): node is Element => node instanceof Element && blockTags.has(node.tagName);

// The blocks of an element, one under the other; what stands between them in the line becomes paragraphs.
function blocks(parent: Node, indent: string): string {
  let result = '';
  let line = '';
  const flush = () => {
    if (line.trim() !== '') result += `${indent}${line.trim()}\n\n`;
    line = '';
  };
  for (const child of parent.childNodes) {
    if (isBlock(child)) {
      flush();
      result += block(child, indent);
    } else {
      line += inline(child);
    }
  }
  flush();
  return result;
}

function block(element: Element, indent: string): string {
  const { tagName } = element;
  const heading = /^H([1-6])$/.exec(tagName);
  if (heading) return `${'#'.repeat(Math.max(2, Number(heading[1])))} ${inlines(element).trim()}\n\n`;
  if (tagName === 'UL' || tagName === 'OL') return `${list(element, indent)}\n`;
  if (tagName === 'TABLE') return table(element);
  if (tagName === 'BLOCKQUOTE') return `${blocks(element, '').trim().replace(/^/gm, '> ')}\n\n`;
  if (tagName === 'PRE') return `\`\`\`\n${element.textContent.trim()}\n\`\`\`\n\n`;
  if (element.className.includes('MsoListParagraph')) return wordListItem(element);
  return [...element.childNodes].some(isBlock) ? blocks(element, indent) : paragraph(element, indent);
}

function paragraph(element: Element, indent: string): string {
  const words = inlines(element).trim();
  // A sign that would begin a heading, a list or a quotation is only a sign here.
  return words === '' ? '' : `${indent}${words.replace(/^([#>+-]|\d+\.)(?=\s)/, '\\$1')}\n\n`;
}

// Word writes lists as paragraphs: the bullet is text, the depth stands in the style.
function wordListItem(element: Element): string {
  const level = Number(/level(\d)/.exec(element.getAttribute('style') ?? '')?.[1] ?? 1);
  const copy = element.cloneNode(true) as Element;
  for (const bullet of copy.querySelectorAll('[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]')) bullet.remove();
  return `${'  '.repeat(level - 1)}- ${inlines(copy).trim().replace(/^[·•o§-]\s+/u, '')}\n`;
}

function list(element: Element, indent: string): string {
  const isOrdered = element.tagName === 'OL';
  let number = Number(element.getAttribute('start') ?? 1);
  let result = '';
  for (const item of element.children) {
    if (item.tagName !== 'LI') continue;
    const sign = isOrdered ? `${number++}. ` : '- ';
    const deeper = [...item.children].filter((child) => child.tagName === 'UL' || child.tagName === 'OL');
    const words = [...item.childNodes].filter((child) => !deeper.includes(child as Element)).map(inline).join('');
    result += `${indent}${sign}${words.replace(/\s+/g, ' ').trim()}\n`;
    for (const each of deeper) result += list(each, indent + ' '.repeat(sign.length));
  }
  return result;
}

function table(element: Element): string {
  const rows = [...element.querySelectorAll('tr')].map((row) =>
    [...row.querySelectorAll('th,td')].map((cell) => inlines(cell).replace(/\s+/g, ' ').trim().replace(/\|/g, '\\|')),
  );
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width === 0) return '';
  const line = (cells: string[]) => `| ${Array.from({ length: width }, (_, i) => cells[i] ?? '').join(' | ')} |\n`;
  const [head = [], ...rest] = rows;
  return `${line(head)}${line(Array.from({ length: width }, () => '---'))}${rest.map(line).join('')}\n`;
}

const inlines = (element: Element): string => [...element.childNodes].map(inline).join('');

function inline(node: Node): string {
  if (node instanceof Text) return node.data.replace(/[\s ]+/gu, (space) => (space.includes(' ') ? ' ' : ' ')).replace(/([*_`])/g, '\\$1');
  if (!(node instanceof Element) || skipped.has(node.tagName.toUpperCase())) return '';
  if (node.tagName === 'BR') return '  \n';
  const words = inlines(node);
  if (words.trim() === '') return words;
  switch (node.tagName) {
    case 'B':
    case 'STRONG':
      // Google Docs wraps everything in a <b> that is not bold.
      return (node as HTMLElement).style.fontWeight === 'normal' ? words : around(words, '**');
    case 'I':
    case 'EM':
      return around(words, '*');
    case 'A': {
      const href = node.getAttribute('href') ?? '';
      return /^(https?:|mailto:)/i.test(href) ? `[${words.trim()}](${href.replace(/[()\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)})` : words;
    }
    default:
      return words;
  }
}

// The sign touches the words: « ** gras ** » would not be bold.
function around(words: string, sign: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/u.exec(words) ?? [];
  return `${before}${sign}${inner}${sign}${after}`;
}
