// Where a thread belongs: the page that one comes from, and goes back to.
import { ChannelKind, ThreadKind, type Thread } from '../../protocol/messages';
import type { State } from '../../state/state';
import { t } from '../../text/text.svelte';
import { committeeHref } from './committees';
import { channelName } from './names';

export function homeOf(state: State, thread: Thread): { href: string; label: string } {
  const channel = state.channels.get(thread.channelId)?.channel;
  switch (channel?.kind) {
    case ChannelKind.PLENARY:
      return { href: '/echanges/pleniere', label: t.shell.exchanges.plenary };
    case ChannelKind.THEMES:
      return thread.kind === ThreadKind.OBSTACLE
        ? { href: '/echanges/freins', label: t.shell.exchanges.obstacles }
        : { href: '/echanges/fils', label: t.shell.exchanges.threads };
    case ChannelKind.CONVERSATION:
      return { href: '/reseau?vue=conversations', label: t.shell.conversations };
    case ChannelKind.BACKSTAGE:
      return { href: '/animation', label: channelName(state, channel) };
    case ChannelKind.RESOURCES:
      return { href: '/ressources', label: channelName(state, channel) };
    case ChannelKind.RESOURCE_PROPOSALS:
      return { href: '/ressources/propositions', label: channelName(state, channel) };
    case ChannelKind.STEERING:
    case ChannelKind.ORIENTATION:
    case ChannelKind.TECHNICAL:
      return { href: committeeHref(channel.kind), label: channelName(state, channel) };
    default:
      return { href: '/territoire', label: channelName(state, channel) };
  }
}
