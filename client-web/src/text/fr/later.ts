// Places whose tools come later: what they are for, truly said.
export const later = {
  path: {
    title: 'Parcours',
    lead: 'Neuf mois entre pairs, quatre sessions collectives, et ce qui se passe entre elles.',
    sessions: [
      { name: '1. Comprendre', text: 'Le point sur les actions menées et les freins rencontrés.', output: 'On en sort avec un bilan.' },
      { name: '2. Mettre en œuvre', text: 'Le codéveloppement sur les bilans, les premières actions.', output: 'On en sort avec un plan de mise en œuvre.' },
      { name: '3. Approfondir', text: 'Un sujet choisi ensemble, le partage des avancées.', output: 'On en sort avec une feuille de route.' },
      { name: '4. Mettre en perspective', text: 'La présentation des feuilles de route.', output: 'On en sort avec cinq minutes pour convaincre.' },
    ],
    now: 'Bilan, plan de mise en œuvre, feuille de route et pitch s’écrivent dans les feuilles de route. Les dates et les documents des sessions sont en plénière.',
  },
};
