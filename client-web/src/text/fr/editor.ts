// The field in which one writes: what is loaded with it, when one begins to write.
export const editor = {
  editLabel: 'Modifier votre message',
  keys: 'Contrôle et Entrée pour envoyer, Entrée pour aller à la ligne. Arobase pour citer une personne ou un territoire, dièse pour un fil.',
  tools: 'Mise en forme',
  bold: 'Gras',
  italic: 'Italique',
  list: 'Liste',
  quote: 'Citation',
  link: 'Lien',
  attach: 'Joindre',
  preview: 'Aperçu',
  words: 'texte',
  completion: 'Suggestions',
  suggestions: (count: number) => (count === 1 ? '1 suggestion, Entrée pour la choisir.' : `${count} suggestions, flèches pour choisir.`),
};
