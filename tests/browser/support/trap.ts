// Notices when words of somebody become more than words: code that runs, an address that is followed, an element that
// nobody of us made.
import { expect, type BrowserContext, type Page } from '@playwright/test';

export class Trap {
  /** What happened that must not. */
  readonly sprung: string[] = [];

  /** To be called before any page of the context is opened. `origins`: those that may be asked for something. */
  static async set(context: BrowserContext, origins: readonly string[]): Promise<Trap> {
    const trap = new Trap();
    await context.exposeFunction('springTrap', (what: string) => trap.sprung.push(what));
    await context.addInitScript(() => {
      const spring = (window as unknown as { springTrap: (what: string) => void }).springTrap;
      for (const name of ['alert', 'confirm', 'prompt'] as const) {
        Object.defineProperty(window, name, { value: () => spring(`${name}() ran on ${location.href}`) });
      }
    });
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (!['data:', 'blob:', 'file:', 'about:'].includes(protocol) && !origins.includes(origin)) trap.sprung.push(`asked for ${request.url()}`);
    });
    context.on('dialog', (dialog) => trap.sprung.push(`a dialog said ${dialog.message()}`));
    context.on('page', (page) => page.on('popup', (popup) => trap.sprung.push(`a window opened: ${popup.url()}`)));
    return trap;
  }

  /** Looks at what the page is made of, and at what has happened so far. */
  async holds(page: Page, where: string): Promise<void> {
    expect(await page.evaluate(whatIsDangerous), where).toEqual([]);
    expect(this.sprung, where).toEqual([]);
  }
}

// Runs in the page.
function whatIsDangerous(): string[] {
  const found: string[] = [];
  const never = new Set(['iframe', 'object', 'embed', 'base', 'frame', 'applet', 'marquee', 'math', 'xmp']);
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName;
    const isOurs = name !== 'script' || new URL((element as HTMLScriptElement).src || 'about:blank', location.href).origin === location.origin;
    if (never.has(name) || !isOurs) found.push(`<${name}>`);
    if (name === 'meta' && element.hasAttribute('http-equiv')) found.push(element.outerHTML);
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute)) found.push(`<${name} ${attribute}="${value}">`);
      if (!/^(?:href|src|action|formaction|data|xlink:href|srcdoc|background|poster)$/i.test(attribute)) continue;
      const { protocol, origin } = new URL(value, location.href);
      const leads = ['https:', 'http:', 'mailto:'].includes(protocol) && name === 'a';
      const shows = origin === location.origin || (['data:', 'blob:'].includes(protocol) && name === 'img');
      if (!leads && !shows) found.push(`<${name} ${attribute}="${value}">`);
    }
  }
  return found;
}
