// Names to sign in with, under the server's rule (server/identity/passwords.hpp): 2 to 100 letters without accents,
// digits and . _ - @ +

export function isSignInName(name: string): boolean {
  return /^[A-Za-z0-9._@+-]{2,100}$/.test(name);
}

/** « Léa-Marie Dupré » → "lea-marie.dupre": what is offered first; empty when nothing can be made of it. */
export function suggestedName(personName: string): string {
  const plain = personName
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[’']/g, '')
    .trim()
    .replace(/\s+/g, '.')
    .replace(/[^a-z0-9._-]/g, '')
    .slice(0, 100);
  return isSignInName(plain) ? plain : '';
}
