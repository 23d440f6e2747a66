// What pages of the course ask beside the state: which gatherings and workshops they look at, commands, the code on the wall.
import { client } from '../client.svelte';
import type { Held } from '../keep/outbox';
import type { Accepted, CommandValue, CourseCommandCase, CourseCommandValue } from '../protocol/messages';
import { closeGathering as closed, dropWorkshop, openGathering as opened } from '../state/answers';
import { wholeList, type ListGatherings } from '../state/reduce_course';
import { askForLater } from './gathering_pages';

/** The first level of the protocol that has a course. */
const firstLevel = 5;

export const hasCourse = (): boolean => client.state.serverLevel >= firstLevel;

/** Rejects with RefusalError. */
export function sendCourse<Case extends CourseCommandCase>(kind: Case, value: CourseCommandValue<Case>, held?: Held): Promise<Accepted> {
  return client.send('course', { body: { case: kind, value } } as CommandValue<'course'>, held);
}

/** Asks for all gatherings that one reads; they come into `client.state.gatheringList`. */
export async function askForGatherings(): Promise<void> {
  const ask = (value: ListGatherings) => client.ask('listGatherings', value);
  await askForLater(await ask(wholeList), ask);
}

/** A page looks at this gathering, from before it is asked for. */
export function openGathering(gatheringId: number): void {
  const { session } = client;
  session?.keeper.change(opened(session.state, gatheringId));
}

/** Nobody looks at this gathering any more. */
export function closeGathering(gatheringId: number): void {
  const { session } = client;
  session?.keeper.change(closed(session.state, gatheringId));
}

/** Nobody looks at this wall any more. */
export function closeWorkshop(workshopId: number): void {
  const { session } = client;
  session?.keeper.change(dropWorkshop(session.state, workshopId));
}

/** A new code for phones in the room: "/atelier/…". The one before opens nothing any more. */
export async function newWorkshopCode(workshopId: number): Promise<string> {
  const { askForWorkshopCode } = await import('../net/workshop_code');
  return (await askForWorkshopCode(client.state.community.slug, workshopId)).path;
}
