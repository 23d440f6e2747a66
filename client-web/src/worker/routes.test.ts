import { expect, test } from 'vitest';
import { isPage, isPart } from './routes';

test.each(['/', '/echanges/pleniere', '/fil/804', '/invitation', '/apiculture', '/parcours/atelier/12'])('%s is a page', (path) => {
  expect([isPage(path), isPart(path)]).toEqual([true, false]);
});

test.each(['/api/threads/804/export', '/api', '/pour-chez-nous/Xy', '/atelier/Xy', '/desabonnement/n.1.demo.Xy', '/socket', '/readyz', '/favicon.svg', '/sw.js'])('%s is the server’s', (path) => {
  expect([isPage(path), isPart(path)]).toEqual([false, false]);
});

test('files of a build are parts', () => {
  expect([isPage('/assets/index-4f1c.js'), isPart('/assets/index-4f1c.js')]).toEqual([false, true]);
});
