// The « salle d'essai »: a facilitator practises alone, with imaginary people.
export const practice = {
  practice: {
    title: 'Salle d’essai',
    lead: 'Un vrai tour, avec cinq personnes imaginaires : vous animez, elles parlent quand vous le dites.',
    tag: 'Essai',
    first: 'Première animation ? La salle d’essai permet de s’exercer seul·e, avec des personnes imaginaires.',
    enter: 'Ouvrir la salle d’essai',
    begin: 'Commencer l’essai',
    stays: 'Personne d’autre ne verra cet essai. Rien n’en sort, rien n’est compté, et il s’efface de lui-même après une semaine. Vous pouvez l’annuler à tout moment.',
    days: 'Les étapes qui durent des jours ne durent ici que quelques minutes.',
    notice: 'Salle d’essai : ces personnes sont imaginaires. Vous seul·e lisez ce tour, et rien n’en sort.',
    turn: 'Faire parler la personne suivante',
    key: 'Au clavier : Alt + Entrée.',
    did: (name: string, kind: string) => `${name} : ${kind}`,
    unseen: 'C’est fait. Vous le lirez quand vous dévoilerez.',
    done: 'C’est fait.',
    yours: (what: string) => `À vous : ${what}`,
    next: {
      open_step: 'plus personne n’a rien à faire à cette étape, ouvrez la suivante.',
      finish_round: 'tout est dit, terminez le tour.',
      designate: 'dites qui pourrait être cliente ou client.',
      show_contribution: 'des questions attendent, prenez la prochaine.',
      give_floor: 'quelqu’un a demandé la parole, donnez-la.',
      reveal: 'chacun·e a écrit, dévoilez.',
      resume_round: 'le tour est suspendu, reprenez-le.',
    },
  },
};
