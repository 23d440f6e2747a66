// What the dialogs of a thread say: going to a day, the versions of a wording, moving messages, joining threads.
export const arranging = {
  version: (number: number) => `Version ${number}`,
  jump: {
    title: 'Aller à un moment du fil',
    start: 'Le début',
    end: 'La fin',
    day: 'Un jour précis',
    act: 'Y aller',
  },
  move: {
    picked: (count: number) => (count === 0 ? 'Choisissez les messages à déplacer' : count === 1 ? '1 message choisi' : `${count} messages choisis`),
    toNew: 'Vers un nouveau fil',
    toOther: 'Vers un autre fil',
    find: 'Chercher un fil par son titre',
    none: 'Aucun fil de ce lieu ne porte ces mots.',
    act: 'Déplacer',
    done: (count: number) => (count === 1 ? 'Message déplacé.' : `${count} messages déplacés.`),
    see: 'Y aller',
    merge: 'Réunir',
    mergeHint: 'Tous les messages rejoindront le fil choisi. Cela s’annule pendant 24 heures.',
    merged: 'Les deux fils sont réunis.',
  },
};
