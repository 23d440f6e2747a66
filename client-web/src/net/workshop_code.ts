// The code by which a phone in the room says a sentence without an account: see protocol/ramure/v1/accounts.proto.
import { WorkshopCodeOfSchema, WorkshopCodeSchema } from '../protocol/gen/ramure/v1/accounts_pb';
import { encodeJson } from '../protocol/json';
import { post } from './http';

/** @throws RefusalError, or Offline when the server cannot be reached. */
export const askForWorkshopCode = (community: string, workshopId: number) =>
  post(`/api/workshops/code?${new URLSearchParams({ community })}`, encodeJson(WorkshopCodeOfSchema, { workshopId }), WorkshopCodeSchema);
