// Somebody of the same community who is not in the round: every door that could tell them of it.
import { expect, type Page } from '@playwright/test';

import { fr as t } from '../../../client-web/src/text/fr';
import { rounds as words } from '../../../client-web/src/text/fr/rounds';
import { ask, newKey } from './community';
import { isUpToDate } from './talk';

const nobodys = 999_999; // no thing has this id

export class Stranger {
  private readonly frames: Buffer[] = [];

  /** Keeps all that the server sends to this page from the next page on. */
  constructor(private readonly page: Page) {
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => this.frames.push(Buffer.from(payload))));
  }

  /** Lists, search, home, the address typed by hand, the protocol itself: not one of these words, not that it is there. */
  async seesNothingOf(roundId: number, secrets: readonly string[]): Promise<void> {
    const { page } = this;
    for (const place of ['/', '/codeveloppement', '/echanges', '/echanges/freins', '/territoire', '/reseau']) {
      await page.goto(place);
      await isUpToDate(page);
      await this.readsNone(secrets, place);
      await expect(page.locator(`a[href$="/codeveloppement/${roundId}"]`)).toHaveCount(0);
    }
    for (const secret of secrets) {
      await page.goto(`/recherche?q=${encodeURIComponent(secret)}`);
      await expect(page.getByText(t.search.nothing)).toBeVisible();
    }
    await this.isNotLetIn(roundId);
    await this.isRefusedAsIfAbsent(roundId);
    for (const secret of secrets) {
      expect(this.frames.some((frame) => frame.includes(secret)), `« ${secret} » came over the socket`).toBe(false);
    }
  }

  private async isNotLetIn(roundId: number): Promise<void> {
    for (const id of [roundId, nobodys]) {
      await this.page.goto(`/codeveloppement/${id}`);
      await expect(this.page.getByText(words.room.notYours)).toBeVisible();
    }
  }

  private async readsNone(secrets: readonly string[], place: string): Promise<void> {
    const text = await this.page.locator('body').innerText();
    for (const secret of secrets) expect(text.includes(secret), `« ${secret} » on ${place}`).toBe(false);
  }

  /** Whatever one asks of it is answered as for something that never was. */
  private async isRefusedAsIfAbsent(roundId: number): Promise<void> {
    const { origin } = new URL(this.page.url());
    const answer = async (path: string, data?: object) => {
      const response = await this.page.request.fetch(`${origin}${path}`, { method: data ? 'POST' : 'GET', headers: { Origin: origin }, ...(data ? { data } : {}) });
      return `${response.status()} ${(await response.text()).replaceAll(String(roundId), '#').replaceAll(String(nobodys), '#')}`;
    };
    const doors: ((id: number) => Promise<string>)[] = [
      (id) => answer('/api/query', { getRound: { roundId: id } }),
      (id) => answer('/api/query', { drawMinutes: { roundId: id } }),
      (id) => answer('/api/query', { listReaders: { channelId: id } }),
      (id) => answer('/api/query', { getChannel: { channelId: id } }),
      (id) => answer('/api/command', { commandKey: newKey(), round: { roundId: id, acceptFrame: {} } }),
      (id) => answer(`/api/rounds/${id}/calendar.ics`),
    ];
    for (const door of doors) {
      const said = await door(roundId);
      expect(said).toBe(await door(nobodys));
      expect(said, 'a door that stays closed').not.toMatch(/^200/);
    }
    const { rows = [] } = await ask(this.page, { listRounds: { endedToo: true } });
    expect(rows.filter((row: { roundId: string }) => Number(row.roundId) === roundId)).toEqual([]);
    const { channels = [] } = await ask(this.page, { getSnapshot: {} });
    expect(channels.filter(({ id }: { id: string }) => [roundId, roundId + 1].includes(Number(id)))).toEqual([]);
  }
}
