// The map: territories by themes.
export const map = {
  title: 'Territoires et thématiques',
  lead: 'Toute la communauté d’un regard. Une feuille pleine : du nouveau pour vous. Touchez-la pour lire.',
  caption: 'Une ligne par territoire, une colonne par thématique. Chaque case dit s’il y a du nouveau pour vous, et si un frein y est ouvert.',
  legend: 'Légende',
  fresh: 'du nouveau pour vous',
  read: 'tout est lu',
  obstacle: 'un frein y est ouvert',
  empty: 'rien encore',
  emptyMine: (theme: string) => `rien encore : ouvrir un fil sur « ${theme} »`,
  invites: 'rien encore de votre territoire : ouvrez un fil',
};
