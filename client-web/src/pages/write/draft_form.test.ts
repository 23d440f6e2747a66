import { expect, test } from 'vitest';
import { joinDraft, splitDraft } from './draft_form';

test.each([
  { title: 'Un titre', body: 'Des mots\n\n# Un sous-titre' },
  { title: 'Un titre', body: '' },
  { title: '', body: 'Des mots seuls' },
  { title: '', body: '' },
])('the draft of %o comes back', (begun) => {
  expect(splitDraft(joinDraft(begun))).toEqual(begun);
});
