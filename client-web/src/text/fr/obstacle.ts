// Obstacles: « freins ».
export const obstacle = {
  card: 'Le frein',
  edit: 'Compléter la fiche',
  outcome: 'Ce qui a marché',
  inRound: 'Ce sujet est traité en codéveloppement.',
  round: {
    propose: 'Proposer en codev',
    proposed: 'Un tour de codéveloppement vous est proposé sur ce frein. Votre réponse est libre.',
    answer: 'Voir et répondre',
    open: 'Le tour parti de ce frein',
    yoursAlone: 'Ce lien n’est montré qu’aux membres du tour.',
    isIn: 'Il est traité en codev',
  },
  life: 'La vie de ce frein',
  declared: 'Déclaré',
  meToo: 'Moi aussi',
  meTooBy: (who: string) => `Vivent la même chose : ${who}`,
  servedMe: 'Cela m’a servi',
  servedBy: (who: string) => `Cela a servi à : ${who}`,
  fields: {
    context: 'Contexte',
    tried: 'Ce qui a été tenté',
    effects: 'Effets constatés',
    helpWanted: 'Aide attendue',
    actors: 'Acteurs concernés',
  },
  status: {
    open: 'Faire le point',
    done: (status: string) => `Statut : ${status}.`,
  },
  publish: {
    open: 'Partager avec la communauté',
  },
};
