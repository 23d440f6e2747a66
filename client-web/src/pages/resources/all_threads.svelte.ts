// All threads of one place, also where the first picture held the latest ones only: asked for once, page by page. The
// answers go into the state.
import { untrack } from 'svelte';
import { client } from '../../client.svelte';
import { Archived } from '../../protocol/messages';

const pageSize = 200;

/** While a component is made. */
export function askForAllThreads(channelId: () => number): void {
  let asked = 0;
  $effect(() => {
    const wanted = channelId();
    if (!client.isConnected || asked === wanted) return;
    asked = wanted;
    if (untrack(() => client.state.moreThreads || client.state.channels.get(wanted)?.moreThreads)) void askFrom(wanted, '').catch(() => (asked = 0));
  });
}

async function askFrom(channelId: number, pageToken: string): Promise<void> {
  const { nextPageToken } = await client.ask('listThreads', { channelId, archived: Archived.ALSO, limit: pageSize, pageToken });
  if (nextPageToken !== '') await askFrom(channelId, nextPageToken);
}
