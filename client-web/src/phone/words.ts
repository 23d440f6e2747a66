// What the phone says, in the language of the phone.
export const french = {
  asking: 'Un instant…',
  label: 'Votre phrase',
  hint: 'Une phrase, sans nom de personne. Elle apparaît au mur sans votre nom.',
  send: 'Envoyer',
  sending: 'Envoi en cours…',
  waiting: 'Pas de réseau pour le moment. Votre phrase est gardée et repartira d’elle-même ; laissez cette page ouverte.',
  thanks: 'Merci, votre phrase est au mur.',
  another: 'En dire une autre',
  empty: 'Écrivez une phrase.',
  gone: 'Ce code n’ouvre rien : il a changé, ou l’atelier est fermé. Regardez le mur.',
  over: 'L’atelier est fermé. Merci à toutes et à tous.',
  full: 'Le mur est plein : il ne prend plus de phrase.',
  refused: 'Cette phrase n’a pas été prise. Raccourcissez-la, puis réessayez.',
  offline: 'Le serveur ne répond pas. Vérifiez votre réseau ; cette page réessaie.',
};

export const english: typeof french = {
  asking: 'One moment…',
  label: 'Your sentence',
  hint: 'One sentence, without names of people. It appears on the wall without your name.',
  send: 'Send',
  sending: 'Sending…',
  waiting: 'No network for now. Your sentence is kept and will leave by itself; keep this page open.',
  thanks: 'Thank you, your sentence is on the wall.',
  another: 'Say another one',
  empty: 'Write a sentence.',
  gone: 'This code opens nothing: it has changed, or the workshop is closed. Look at the wall.',
  over: 'The workshop is closed. Thanks to all.',
  full: 'The wall is full: it takes no more sentences.',
  refused: 'This sentence was not taken. Make it shorter, then try again.',
  offline: 'The server does not answer. Check your network; this page tries again.',
};
