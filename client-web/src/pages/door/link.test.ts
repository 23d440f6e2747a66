import { expect, test } from 'vitest';
import { linkIn, linkOf, mailedLinkIn } from './link';

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

test('the link of a mail leads to the very page, in its community', () => {
  expect(mailedLinkIn('abc')).toEqual({ token: 'abc', community: '', landing: '/' });
  expect(mailedLinkIn('abc.demo/fil/12?m=34')).toEqual({ token: 'abc', community: 'demo', landing: '/fil/12?m=34' });
  expect(mailedLinkIn('abc.val-d-or/')).toEqual({ token: 'abc', community: 'val-d-or', landing: '/' });
  expect(mailedLinkIn('abc.demo/codeveloppement/7').landing).toBe('/codeveloppement/7');
});

test('it leads to no page but those of this client', () => {
  for (const forged of ['//ailleurs.fr', '/\\ailleurs.fr', '/https://ailleurs.fr', '/api/attachments/1/0', '/fil/1/2', '/javascript:alert(1)', '/fil/1\\..']) {
    expect(mailedLinkIn(`abc.demo${forged}`).landing).toBe('/');
  }
  for (const broken of ['abc.DEMO/fil/1', 'abc.demo.fr/fil/1', 'abc/fil/1', 'abc.']) expect(mailedLinkIn(broken).landing).toBe('/');
});
