// What every test of a screen is given: a server with the demo community, and people who sign in to it.
import { type Browser, type BrowserContextOptions, type Page, test as base } from '@playwright/test';

import { passwordOf, Server } from './server';

export { expect } from '@playwright/test';

export interface Fixtures {
  server: Server;
  /** Another browser of this person of the demo, entered, on the home page. Closed when the test ends. */
  enter: (name: string, options?: BrowserContextOptions) => Promise<Page>;
}

/** A page that breaks or that the browser stopped in something (its policies) fails the test that looks at it. */
export const test = base.extend<Fixtures>({
  server: async ({}, use) => {
    const server = await Server.withDemo();
    await use(server);
    await server.end();
  },

  enter: async ({ browser, server }, use) => {
    const pages: Page[] = [];
    const complaints: string[] = [];
    await use(async (name, options = {}) => {
      const page = await openPage(browser, server, options);
      complain(page, complaints);
      pages.push(page);
      await signIn(page, name);
      await passFirstVisit(page);
      return page;
    });
    for (const page of pages) await page.context().close();
    if (complaints.length > 0) throw new Error(`the page complained:\n${complaints.join('\n')}`);
  },
});

async function openPage(browser: Browser, server: Server, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.origin, ...options });
  return context.newPage();
}

/** Collects what went wrong in a page: exceptions, and what its content security policy refused. */
export function complain(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content.Security.Policy/i.test(message.text())) complaints.push(message.text());
  });
}

export async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/connexion');
  await page.getByRole('textbox').first().fill(name);
  await page.locator('input[type=password]').fill(passwordOf(name));
  await page.locator('form [type=submit]').click();
  await page.waitForURL((url) => url.pathname !== '/connexion');
}

/** The frame of the community, which everybody accepts once. */
export async function passFirstVisit(page: Page): Promise<void> {
  const box = page.locator('form input[type=checkbox]');
  const home = page.getByRole('navigation').first();
  await box.or(home).first().waitFor();
  if (!(await box.isVisible())) return;
  await box.check();
  await page.locator('form [type=submit]').click();
  await box.waitFor({ state: 'detached' });
}
