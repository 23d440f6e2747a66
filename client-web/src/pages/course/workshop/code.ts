// The code that this tab shows: a new one ends the one before, so a wall that is loaded anew shows the same.
import { newWorkshopCode } from '../../../client/course';

const nameOf = (workshopId: number) => `ramure.workshop ${workshopId}`;

/** "/atelier/…"; '' when this tab has asked for none. */
export function codePath(workshopId: number): string {
  try {
    return sessionStorage.getItem(nameOf(workshopId)) ?? '';
  } catch {
    return '';
  }
}

export async function renewCode(workshopId: number): Promise<string> {
  const path = await newWorkshopCode(workshopId);
  try {
    sessionStorage.setItem(nameOf(workshopId), path);
  } catch {
    // full, or forbidden: then it lasts as long as the page
  }
  return path;
}
