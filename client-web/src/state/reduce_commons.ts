// What was asked of oneself and what committees were told: quotes to allow, and dossiers. Both lists follow from rules that
// only the server knows (an erased message takes the words that were asked about with it): after an event that may change
// one it is asked for again, not folded here.
import type { ChannelKind, Dossier, Event, QuoteRow } from '../protocol/messages';
import { isCommittee } from './select';
import type { Sketch } from './sketch';

/** In wants.commons. */
export const lists = { quotes: 1, dossiers: 2 } as const;

/** A new picture: what one holds of the lists may be of before. */
export function wantCommons(sketch: Sketch): void {
  if (sketch.get('quoteList')) sketch.want('commons', lists.quotes);
  if (sketch.get('dossierList')) sketch.want('commons', lists.dossiers);
}

/** A committee was entered: what was published to it belongs to the list. */
export function wantDossiers(sketch: Sketch, kind: ChannelKind): void {
  if (isCommittee(kind) && sketch.get('dossierList')) sketch.want('commons', lists.dossiers);
}

export function leaveCommittee(sketch: Sketch, channelId: number): void {
  const list = sketch.get('dossierList');
  if (!list?.dossiers.some((dossier) => dossier.channelId === channelId)) return;
  sketch.set('dossierList', { ...list, dossiers: list.dossiers.filter((dossier) => dossier.channelId !== channelId) });
}

export function holdQuotes(sketch: Sketch, rows: readonly QuoteRow[], asOf: number): void {
  if ((sketch.get('quoteList')?.asOf ?? -1) <= asOf) sketch.set('quoteList', { rows, asOf });
}

export function holdDossiers(sketch: Sketch, dossiers: readonly Dossier[], asOf: number): void {
  if ((sketch.get('dossierList')?.asOf ?? -1) <= asOf) sketch.set('dossierList', { dossiers, asOf });
}

/** Whether a message is gone that words of the list were taken from. */
function takesWords(rows: readonly QuoteRow[], { body }: Event): boolean {
  return body.case === 'messageRedacted' && rows.some(({ messageId }) => messageId === body.value.messageId);
}

export function reduceCommons(sketch: Sketch, event: Event): void {
  const told = event.body.case === 'course' ? event.body.value.body.case : undefined;
  const quotes = sketch.get('quoteList');
  if (quotes && event.seq > quotes.asOf) {
    const isToMe = event.audience.case === 'memberId' && (told === 'quoteAsked' || told === 'quoteAnswered');
    if (isToMe || takesWords(quotes.rows, event)) sketch.want('commons', lists.quotes);
  }
  const dossiers = sketch.get('dossierList');
  if (dossiers && told === 'dossierPublished' && event.seq > dossiers.asOf) sketch.want('commons', lists.dossiers);
}
