// Where one writes.
export const compose = {
  open: 'Écrire une réponse…',
  resume: (words: string) => `Reprendre votre brouillon : ${words}`,
  label: 'Votre message',
  send: 'Envoyer',
  keysShort: 'Ctrl + Entrée pour envoyer',
  draftKept: (time: string) => `Brouillon gardé, ${time}`,
  answers: (name: string) => `En réponse à ${name}`,
  noAnswer: 'Ne plus répondre à ce message',
  noQuote: 'Retirer la citation',
  files: {
    sending: (percent: number) => `envoi, ${percent} %`,
    remove: (name: string) => `Retirer ${name}`,
    tooMany: (max: number) => `${max} fichiers au plus par message.`,
    tooLarge: 'Ce fichier dépasse 25 Mo. Déposez-le ailleurs et donnez son lien.',
  },
};
