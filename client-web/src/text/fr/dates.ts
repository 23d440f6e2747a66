export const dates = {
  clock: (hour: string, minute: string) => `${hour} h ${minute}`,
  today: 'aujourd’hui',
  yesterday: 'hier',
};
