// Small things that are needed before the database is open. A browser may refuse to keep anything: then nothing is kept.

function read(name: string): string {
  try {
    return localStorage.getItem(`ramure.${name}`) ?? '';
  } catch {
    return '';
  }
}

function write(name: string, value: string): void {
  try {
    if (value === '') localStorage.removeItem(`ramure.${name}`);
    else localStorage.setItem(`ramure.${name}`, value);
  } catch {
    // full, or forbidden
  }
}

export const remembered = {
  /** Whose state is in the cache: "vallees/31". */
  get owner(): string {
    return read('owner');
  },
  set owner(value: string) {
    write('owner', value);
  },
  /** In which language the page was last seen: before the sign-in nobody else can tell. */
  get locale(): string {
    return read('locale');
  },
  set locale(value: string) {
    write('locale', value);
  },
  /** Drawn before an invitation is opened, until its answer has come: "the link's first letters:attempt". */
  get attempt(): string {
    return read('attempt');
  },
  set attempt(value: string) {
    write('attempt', value);
  },
  /** Who came by a link and has not chosen a password: "vallees/31". */
  get withoutPassword(): string {
    return read('without-password');
  },
  set withoutPassword(value: string) {
    write('without-password', value);
  },
};
