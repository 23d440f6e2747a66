import type { Catalogue } from '../text.svelte';

export const editor: Catalogue['editor'] = {
  editLabel: 'Edit your message',
  keys: 'Control and Enter to send, Enter for a new line. At sign to name a person or a territory, hash for a thread.',
  tools: 'Formatting',
  bold: 'Bold',
  italic: 'Italic',
  list: 'List',
  quote: 'Quotation',
  link: 'Link',
  attach: 'Attach',
  preview: 'Preview',
  words: 'text',
  completion: 'Suggestions',
  suggestions: (count: number) => (count === 1 ? '1 suggestion, Enter to take it.' : `${count} suggestions, arrows to choose.`),
};
