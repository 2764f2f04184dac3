/** Why a source could not be read, in plain words for the operator. */
export class SourceFailure extends Error {
  override name = 'SourceFailure';
  /** Whether asking again soon may help. */
  readonly retry: boolean;
  /** How long the source asks to be left alone, ms. */
  readonly retryAfterMs: number | undefined;
  /** No connection was made at all. */
  readonly unreachable: boolean;

  constructor(reason: string, more: { retry?: boolean; retryAfterMs?: number; unreachable?: boolean } = {}) {
    super(reason);
    this.retry = more.retry ?? false;
    this.retryAfterMs = more.retryAfterMs;
    this.unreachable = more.unreachable ?? false;
  }
}

/** One line of at most `length` characters of what somebody else wrote. */
export function excerpt(text: string, length = 80): string {
  const line = text
    .slice(0, length * 4)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.length > length ? `${line.slice(0, length).replace(/\p{Cs}$/u, '')}…` : line;
}
