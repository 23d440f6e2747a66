// The words of inviting people by their addresses: only who invites loads them.
import { wordsApart } from './apart.svelte';
import { inviting as french } from './fr/inviting';

export type InvitingWords = typeof french;

export const words = wordsApart<InvitingWords>(french, async () => (await import('./en/inviting')).inviting);
