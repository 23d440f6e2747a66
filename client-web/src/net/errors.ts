// Why something that was asked of the server did not happen.
import { RefusalCode, type Refusal } from '../protocol/messages';

/** There is no connection: what was asked may be asked again. */
export class Offline extends Error {
  override readonly name = 'Offline';
}

/** The server said no. `code` is what to translate; `message` is an English sentence for the log. */
export class RefusalError extends Error {
  override readonly name = 'RefusalError';
  readonly code: RefusalCode;
  readonly field: string;
  readonly data: Readonly<Record<string, string>>;

  constructor(readonly refusal: Refusal) {
    super(refusal.message);
    this.code = refusal.code;
    this.field = refusal.field;
    this.data = refusal.data;
  }

  /** Key of the catalogue: 'refusal.CONFLICT'. */
  get sentenceKey(): `refusal.${keyof typeof RefusalCode}` {
    return `refusal.${(RefusalCode[this.code] ?? 'INTERNAL') as keyof typeof RefusalCode}`;
  }
}

export function refusal(code: RefusalCode, message: string, field = ''): Refusal {
  return { code, message, field, data: {}, retryable: false };
}
