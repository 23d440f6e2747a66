// What tests of bad luck are given besides: a cable to the server that can be cut, and a thread to write in.
import { Cable } from './cable';
import { makeLongThread } from './many_messages';
import { Speaker } from './speaker';
import { test as base } from './test';

export const threadTitle = 'Un fil qui en voit de toutes les couleurs';

export const test = base.extend<{ cable: Cable; threadId: number }>({
  cable: async ({ server }, use) => {
    const cable = await Cable.lay(server);
    await use(cable);
    await cable.end();
  },
  threadId: async ({ server }, use) => {
    const speaker = await Speaker.enter(server, 'f01');
    const { threadId } = await makeLongThread(speaker, threadTitle, 2);
    speaker.leave();
    await use(threadId);
  },
});
