import { expect, test } from 'vitest';
import { linkIn, linkOf } from './link';

test('a link says by which token one enters, and where one lands', () => {
  expect(linkIn('abc')).toEqual({ token: 'abc', landing: '/' });
  expect(linkIn('abc.1204')).toEqual({ token: 'abc', landing: '/codeveloppement/1204' });
  expect(linkOf('https://ici.fr', 'abc')).toBe('https://ici.fr/invitation#abc');
  expect(linkOf('https://ici.fr', 'abc', 12)).toBe('https://ici.fr/invitation#abc.12');
});

test('nobody is led anywhere but into a round', () => {
  for (const forged of ['../compte', '//ailleurs.fr', '0', '-1', '1e9', '12/..', '']) {
    expect(linkIn(`abc.${forged}`)).toEqual({ token: 'abc', landing: '/' });
  }
});
