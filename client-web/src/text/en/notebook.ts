import type { Catalogue } from '../text.svelte';

export const notebook: Catalogue['notebook'] = {
  title: 'My notebook',
  lead: 'What you learn, for yourself. Nobody else reads it.',
  fresh: 'New entry',
  about: 'About',
  nothing: 'No gathering in particular',
  text: 'Your entry',
  hint: 'It is saved while you write. Markdown may be used.',
  saved: (time) => `Saved, ${time}`,
  unsaved: 'Not saved yet',
  done: 'Finish',
  edit: 'Edit',
  remove: 'Delete',
  removeTitle: 'Delete this entry',
  removeExplains: 'It will be erased for good.',
  removed: 'The entry was deleted.',
  none: 'Your notebook is empty. One sentence is enough to begin.',
  written: (day) => `Written ${day}`,
  edited: (day) => `edited ${day}`,
  someGathering: 'a past gathering',
  tooLong: 'This entry is too long to be saved.',
};
