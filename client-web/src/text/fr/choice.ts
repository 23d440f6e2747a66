// The choice of a subject: proposals, talk, what those who animate would take, objections in words, what was chosen.
export const choice = {
  title: 'Comment ce choix se fait',
  lead: 'On ne vote pas et rien n’est compté. On propose, on en parle, et une objection se dit avec sa raison.',
  steps: [
    'Chacun·e propose un sujet, et réagit à ceux des autres.',
    'L’animation dit quel sujet elle retiendrait, et pourquoi.',
    'Qui y voit un obstacle fait une objection, en mots. L’animation répond, ou propose autrement.',
    'Quand les objections ont reçu réponse, l’animation écrit le choix retenu.',
  ],
  settlement: 'L’animation propose',
  decision: 'Choix retenu',
  objections: 'Les objections',
  by: (name: string) => `par ${name},`,
  see: 'Lire le message',
  none: 'Personne n’y a encore vu d’obstacle.',
  kind: 'Ce que vous écrivez',
  kinds: {
    MESSAGE: 'Un message',
    PROPOSAL: 'Proposer un sujet',
    SETTLEMENT: 'Proposition de l’animation',
    OBJECTION: 'Objection',
    DECISION: 'Choix retenu',
  },
  hints: {
    MESSAGE: 'Pour réagir, préciser, demander.',
    PROPOSAL: 'Un sujet à la fois, et ce que vous en attendez.',
    SETTLEMENT: 'Le sujet que vous retiendriez, et pourquoi. Chacun·e pourra ensuite faire une objection.',
    OBJECTION: 'Ce qui vous empêche d’aller avec la proposition de l’animation, et ce qui lèverait cet obstacle. Elle répond à cette proposition.',
    DECISION: 'Le sujet retenu. Le fil sera marqué comme résolu.',
  },
  notAtEnd: 'Pour faire une objection, allez d’abord aux derniers messages.',
};
