// Notifications of the browser, when they were asked for and the page is not in view. They name the thread, or only the
// place where few people read; never what is said.
import { untrack } from 'svelte';
import { client } from '../client.svelte';
import { ChannelKind, NotificationLevel } from '../protocol/messages';
import { channelName, titleOf } from '../pages/parts/names';
import type { Unread } from '../state/state';
import { t } from '../text/text.svelte';
import { grown, isTold } from './news';
import { go } from './router.svelte';

const sharedKinds: readonly ChannelKind[] = [ChannelKind.PLENARY, ChannelKind.THEMES];

/** To be called once, while a component is made. */
export function followNews() {
  let before: ReadonlyMap<number, Unread> | undefined;
  $effect(() => {
    const now = client.state.unread;
    const ids = before ? grown(before, now) : [];
    before = now;
    untrack(() => ids.forEach((id) => void tell(id)));
  });
}

async function tell(threadId: number) {
  if (document.visibilityState === 'visible' || typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  const level = client.state.mine.settings?.notifications ?? NotificationLevel.UNSPECIFIED;
  let told = isTold(client.state, threadId, level, undefined);
  if (told === 'look') told = isTold(client.state, threadId, level, await isNamed(threadId)) === true;
  if (!told) return;
  const notification = new Notification(titleFor(threadId), { tag: `ramure ${threadId}`, lang: document.documentElement.lang });
  notification.onclick = () => {
    focus();
    go(`/fil/${threadId}?m=${client.state.unread.get(threadId)?.firstId ?? 0}`);
    notification.close();
  };
}

async function isNamed(threadId: number): Promise<boolean> {
  const messageId = client.state.threads.get(threadId)?.lastMessageId ?? 0;
  try {
    const { message } = await client.ask('getMessage', { messageId });
    return message?.mentionIds.includes(client.me.id) ?? false;
  } catch {
    return false;
  }
}

function titleFor(threadId: number): string {
  const thread = client.state.threads.get(threadId);
  const channel = client.state.channels.get(thread?.channelId ?? 0)?.channel;
  const isShared = channel !== undefined && sharedKinds.includes(channel.kind);
  return t.shell.newsIn(thread && isShared ? titleOf(thread) : channelName(client.state, channel));
}
