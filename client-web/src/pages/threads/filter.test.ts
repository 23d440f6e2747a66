import { describe, expect, test } from 'vitest';
import { filterHref, isFiltered, readFilter } from './filter';

describe('the address of a list', () => {
  test.each([
    '/echanges',
    '/echanges/fils',
    '/echanges/freins?theme=7&territoire=18',
    '/echanges?statut=resolus&non-lus=1&archives=1',
  ])('%s comes back', (href) => {
    const [path = '', query = ''] = href.split('?');
    const filter = readFilter(path.replace(/^\/echanges\/?/, ''), new URLSearchParams(query));
    expect(filterHref(filter)).toBe(href);
    expect(isFiltered(filter)).toBe(query !== '');
  });

  test('what is not understood narrows nothing', () => {
    const filter = readFilter('ailleurs', new URLSearchParams('theme=x&statut=oui'));
    expect(filter.list).toBe('');
    expect(isFiltered(filter)).toBe(false);
  });
});
