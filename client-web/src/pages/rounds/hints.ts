// Hints while one writes a question in clarification: never a block (domain.md 2.8).

export type Hint = 'disguised' | 'double';

// How advice is often dressed as a question.
const disguised = [
  /^(et )?(as[- ]tu|avez[- ]vous|tu as|vous avez) (déjà |bien )?(pensé|essayé|envisagé|songé)/,
  /^(et )?pourquoi (ne )?pas/,
  /^(et )?pourquoi (ne |n['’])?(tu |vous )?(ne |n['’])?\S+( ?-?(tu|vous))? pas/,
  /^(et )?(ne )?(crois|penses)[- ]tu pas/,
  /^(et )?ne (croyez|pensez)[- ]vous pas/,
  /^(et )?(tu|vous) (ne )?(pourrais|pourriez|devrais|devriez)/,
  /^(et )?ne (pourrais|devrais|pourriez|devriez)/,
  /^(et )?(est[- ]ce que )?(ce )?ne serait[- ](ce|il) pas (mieux|plus)/,
  /^(et )?si (tu|vous) /,
  /^have you (thought|tried|considered)/,
  /^why (not|don['’]t)/,
  /^(couldn['’]t|shouldn['’]t|could|should) you/,
  /^what if you/,
];

/** What a question might be mended in; nothing: it is one short question. */
export function hintsFor(text: string): Hint[] {
  const words = text.trim().toLowerCase().normalize('NFC').replace(/\u00a0|\u202f/g, ' ').replace(/^[«"“\s-]+/, '');
  const hints: Hint[] = [];
  if (disguised.some((pattern) => pattern.test(words))) hints.push('disguised');
  if ((words.match(/\?/g) ?? []).length > 1) hints.push('double');
  return hints;
}
