// Places whose tools come later: what they are for, truly said.
export const later = {
  rounds: {
    title: 'Codéveloppement',
    lead: 'Une personne expose une difficulté qu’elle vit ; les autres l’aident, en six étapes. Le but : que chacun·e apprenne.',
    steps: [
      { name: 'Exposé', text: 'la personne cliente raconte, sans être interrompue.' },
      { name: 'Clarification', text: 'des questions de fait, pas de conseils.' },
      { name: 'Contrat', text: '« J’aimerais que vous m’aidiez à… »' },
      { name: 'Consultation', text: 'idées, expériences, ressentis ; la personne cliente écoute.' },
      { name: 'Synthèse et plan d’action', text: 'ce qu’elle garde, et ses premiers pas.' },
      { name: 'Apprentissages', text: 'ce que chacun·e a appris pour soi.' },
    ],
    now: 'Les tours ne se tiennent pas encore ici : ils ont lieu en session, avec l’animation. Un frein déclaré peut devenir un sujet, si vous l’acceptez.',
  },
  path: {
    title: 'Parcours',
    lead: 'Neuf mois entre pairs, quatre sessions collectives, et ce qui se passe entre elles.',
    sessions: [
      { name: '1. Comprendre', text: 'Le point sur les actions menées et les freins rencontrés.', output: 'On en sort avec un bilan.' },
      { name: '2. Mettre en œuvre', text: 'Le codéveloppement sur les bilans, les premières actions.', output: 'On en sort avec un plan de mise en œuvre.' },
      { name: '3. Approfondir', text: 'Un sujet choisi ensemble, le partage des avancées.', output: 'On en sort avec une feuille de route.' },
      { name: '4. Mettre en perspective', text: 'La présentation des feuilles de route.', output: 'On en sort avec cinq minutes pour convaincre.' },
    ],
    now: 'Les feuilles de route ne s’écrivent pas encore ici. Les dates et les documents des sessions sont en plénière.',
  },
};
