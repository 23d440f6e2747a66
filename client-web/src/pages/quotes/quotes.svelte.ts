// The quotes that one is asked to allow: asked for when somebody wants to see them, told by events from then on.
import { untrack } from 'svelte';
import { client } from '../../client.svelte';
import { sendCourse } from '../../client/course';
import { note } from '../../look/speak.svelte';
import { RefusalCode } from '../../protocol/messages';
import { quotesWords } from '../../text/apart/quotes';
import { isRefused, wordsFor } from '../../text/failure';

/** While a component is made. A server that does not know quotes has none: nothing is shown. */
export function askForQuotes(): void {
  $effect(() => {
    if (client.isConnected && untrack(() => !client.state.quoteList)) client.ask('listMyQuotes', {}).catch(() => {});
  });
}

/** Says yes or no, or takes a yes back. */
export async function answerQuote(quoteId: number, allowed: boolean): Promise<void> {
  try {
    await sendCourse('answerQuote', { quoteId, allowed });
    note(allowed ? quotesWords.saidYes : quotesWords.saidNo);
  } catch (error) {
    if (!isRefused(error, RefusalCode.ALREADY_DONE)) note(wordsFor(error), { tone: 'error' });
  }
}
