import { afterEach, expect, test, vi } from 'vitest';
import { RefusalError } from './errors';
import { listOutsideLinks, makeOutsideLink, readLink, revokeOutsideLink } from './outside_links';

const roadmap = { kind: 'roadmaps', id: 7 } as const;
const link = { id: 3, version: 0, label: 'Mairie', madeBy: 12, madeAtMs: 1, expiresAtMs: 2, state: 'open' };

function answerWith(status: number, body: unknown) {
  const asked = vi.fn((..._: Parameters<typeof fetch>) => Promise.resolve(new Response(JSON.stringify(body), { status })));
  vi.stubGlobal('fetch', asked);
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

test('a link is read, and what is none is refused', () => {
  expect(readLink(link)).toEqual({ id: 3, version: 0, label: 'Mairie', madeBy: 12, expiresAtMs: 2, state: 'open' });
  for (const wrong of [null, [], 'x', {}, { ...link, id: '3' }, { ...link, state: 'new' }, { ...link, label: undefined as never }]) {
    expect(() => readLink(wrong)).toThrow(RefusalError);
  }
});

test('they are listed, made and taken back at the addresses of their roadmap', async () => {
  const listing = answerWith(200, { links: [link] });
  expect(await listOutsideLinks('demo', roadmap)).toHaveLength(1);
  expect(listing.mock.calls[0]?.[0]).toBe('/api/roadmaps/7/links?community=demo');

  const making = answerWith(200, { ...link, path: '/pour-chez-nous/abc' });
  const made = await makeOutsideLink('demo', roadmap, { version: 0, expires_on: '2018-12-31', label: 'Mairie' });
  expect(made.path).toBe('/pour-chez-nous/abc');
  expect(making.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', body: '{"version":0,"expires_on":"2018-12-31","label":"Mairie"}' });

  const revoking = answerWith(200, {});
  await revokeOutsideLink('demo', roadmap, 3);
  expect(revoking.mock.calls[0]).toMatchObject(['/api/roadmaps/7/links/3?community=demo', { method: 'DELETE' }]);
});

test('those of a dossier are at the addresses of the dossier', async () => {
  const listing = answerWith(200, { links: [] });
  await listOutsideLinks('demo', { kind: 'dossiers', id: 9 });
  expect(listing.mock.calls[0]?.[0]).toBe('/api/dossiers/9/links?community=demo');
});

test('a refusal keeps the words of the server', async () => {
  answerWith(403, { refusal: { code: 'REFUSAL_CODE_FORBIDDEN', message: 'no', data: { cause: 'archived' } } });
  await expect(makeOutsideLink('demo', roadmap, { version: 0, expires_on: '2018-12-31', label: '' })).rejects.toMatchObject({ data: { cause: 'archived' } });
});
