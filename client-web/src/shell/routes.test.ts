import { expect, test } from 'vitest';
import { match, routes } from './routes';

test.each([
  ['/', '/', ''],
  ['/echanges', '/echanges', ''],
  ['/echanges/freins', '/echanges/:id', 'freins'],
  ['/fil/12', '/fil/:id', '12'],
  ['/frein/nouveau', '/frein/nouveau', ''],
  ['/reseau/territoire/3', '/reseau/territoire/:id', '3'],
  ['/codeveloppement/planifier', '/codeveloppement/planifier', ''],
  ['/codeveloppement/12', '/codeveloppement/:id', '12'],
  ['/ressources/proposer', '/ressources/proposer', ''],
  ['/ressources/propositions', '/ressources/:id', 'propositions'],
  ['/dossier/nouveau', '/dossier/nouveau', ''],
  ['/animation/mot', '/animation/:id', 'mot'],
])('%s leads to %s', (path, pattern, id) => {
  expect(match(path)?.route.pattern).toBe(pattern);
  expect(match(path)?.id).toBe(id);
});

test.each(['/fil', '/fil/', '/fil/1/2', '/nulle-part', '/Fil/1'])('%s leads nowhere', (path) => {
  expect(match(path)).toBeUndefined();
});

test('a broken escape is taken as it stands', () => {
  expect(match('/fil/%E0%A4%A')?.id).toBe('%E0%A4%A');
});

test('no address is written twice', () => {
  expect(new Set(routes.map(({ pattern }) => pattern)).size).toBe(routes.length);
});
