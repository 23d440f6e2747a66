// Small words that many pages share.
export const parts = {
  newMessages: (count: number) => (count >= 1000 ? 'plus de 999 nouveaux messages' : count === 1 ? '1 nouveau message' : `${count} nouveaux messages`),
  resolved: 'Résolu',
  archived: 'Archivé',
  loadMore: 'Afficher plus',
  everyTheme: 'Toutes les thématiques',
  everyTerritory: 'Tous les territoires',
  openThread: 'Ouvrir un fil',
  edit: 'Modifier',
  remove: 'Retirer',
  choose: 'Choisir',
  toExchanges: 'Aller aux échanges',
  read: 'lu',
  you: 'vous',
  and: (names: string[]) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} et ${names.at(-1)}`),
  files: {
    label: 'Pièces jointes',
    image: (name: string) => `Image jointe : ${name}`,
    size: (bytes: number) =>
      bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} ko` : `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} Mo`,
  },
  saved: 'Enregistré.',
  conflict: 'Quelqu’un vient de le modifier. Voici la version en cours ; reprenez la vôtre en dessous si besoin.',
};
