// What is told aloud, politely, to those who do not see the room change: a step opens, one has the floor, a pause.
import { client } from '../../../client.svelte';
import { announce } from '../../../look/speak.svelte';
import type { RoundRoom } from '../../../state/state';
import { ofForm, words } from '../../../text/rounds.svelte';
import type { OpenRoom } from '../room.svelte';
import { isOver, openStep } from '../view';

/** To be called once, while the page is made. What was there at the first look is no news. */
export function followRoom(open: OpenRoom) {
  let before: RoundRoom | undefined;
  $effect(() => {
    const { room } = open;
    if (room && before && room !== before) for (const text of newsBetween(before, room, client.me.id)) announce(text);
    before = room;
  });
}

export function newsBetween(before: RoundRoom, now: RoundRoom, me: number): string[] {
  const news: string[] = [];
  const step = openStep(now);
  if (step && now.view.opening !== before.view.opening) news.push(words.spoken.step(ofForm(step.label)));
  if (now.view.floor?.holderId === me && before.view.floor?.holderId !== me) news.push(words.floor.yours);
  if (now.view.suspended !== before.view.suspended) news.push(now.view.suspended ? words.room.suspended : words.spoken.resumed);
  if (now.view.silentWriting && !before.view.silentWriting) news.push(words.floor.silent);
  if (now.view.status !== before.view.status && isOver(now)) news.push(words.spoken.over);
  if (now.view.request?.version !== before.view.request?.version && now.view.request) news.push(words.spoken.request);
  return news;
}
