// Beginning a thread: its title, its theme, its place.
export const beginning = {
  title: 'Titre',
  titleHint: 'Une phrase qui se comprend seule, même dans six mois.',
  titleShort: 'Donnez un titre d’au moins trois caractères.',
  theme: 'Thématique',
  chooseTheme: 'Choisir une thématique',
  themeMissing: 'Choisissez la thématique la plus proche.',
  bodyMissing: 'Écrivez au moins une phrase.',
  where: 'Où l’écrire',
  kinds: {
    question: { title: 'Poser une question', lead: 'Dites où vous en êtes, puis ce que vous cherchez. Vos pairs répondront.', titleLabel: 'Votre question, en une phrase' },
    temoignage: { title: 'Raconter ce que vous vivez', lead: 'Ce qui s’est passé, ce que vous en retenez. Pas besoin que ce soit fini.', titleLabel: 'De quoi s’agit-il, en une phrase' },
    choix: { title: 'Choisir un sujet ensemble', lead: 'Dites ce qu’il s’agit de choisir et pour quand. Chacun·e proposera ; rien n’est voté.', titleLabel: 'Ce qu’il s’agit de choisir' },
    discussion: { title: 'Ouvrir un fil', lead: 'Un sujet à la fois : on le retrouvera par son titre.', titleLabel: 'Titre du fil' },
  },
  publish: 'Publier',
  published: 'C’est publié.',
  offline: 'Non envoyé : votre fil partira au retour du réseau.',
  nowhere: 'Votre rôle n’ouvre pas de fil. Vous pouvez lire et suivre ceux qui existent.',
};
