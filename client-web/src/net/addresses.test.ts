import { expect, test } from 'vitest';
import { roadmapAddress, uploadAddress } from './addresses';

test('a space in the name of a file stays one, and so does a plus', () => {
  expect(uploadAddress('demo', 'compte rendu.txt')).toBe('/api/uploads?community=demo&name=compte%20rendu.txt');
  expect(uploadAddress('demo', 'a+b & é.txt')).toBe('/api/uploads?community=demo&name=a%2Bb%20%26%20%C3%A9.txt');
});

test('a roadmap is fetched as it is now, or as a version was', () => {
  expect(roadmapAddress('demo', 12, 'docx', 0, 'fr')).toBe('/api/roadmaps/12/export?community=demo&format=docx&lang=fr');
  expect(roadmapAddress('demo', 12, 'csv', 40, 'en')).toBe('/api/roadmaps/12/export?community=demo&format=csv&lang=en&version=40');
});
