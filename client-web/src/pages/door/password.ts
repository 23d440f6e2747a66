// The one rule for passwords, as the server holds it (server/identity/passwords.hpp): length, nothing else.

export const passwordCharactersMin = 12;

/** How many characters are still missing; 0 when it is long enough. Counted as people count, not as code units. */
export function missingCharacters(password: string): number {
  return Math.max(0, passwordCharactersMin - [...password].length);
}
