// Where a territory stands in the course.
export const standing = {
  label: 'Dans le parcours',
  here: (standing: string) => `Dans le parcours : ${standing}`,
  states: { APPROACHED: 'sollicité', ENGAGED: 'engagé', PAUSED: 'en pause', LEFT: 'parti', RELAYED: 'relayé' },
  since: (state: string, day: string) => `${state}, depuis le ${day}`,
  change: 'Changer sa situation',
  title: (name: string) => `Où en est ${name} dans le parcours ?`,
  hints: {
    APPROACHED: 'On lui a proposé de venir, il n’a pas encore répondu.',
    ENGAGED: 'Il suit le parcours.',
    PAUSED: 'Il s’arrête un moment, et reviendra.',
    LEFT: 'Il a quitté le parcours. Ce qu’il a écrit reste lu.',
    RELAYED: 'Un autre territoire a pris sa place.',
  },
  same: 'C’est déjà sa situation.',
};
