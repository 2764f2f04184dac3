import { visibleText } from '@/lib/model/market-name';
import type { RequestedWait } from './exchange-wait';

/** A reason has parts that the exchange wrote: it goes to the database, the log, emails and pages. */
const MAX_REASON_LENGTH = 500;

/** Why a source could not be read, in plain words for the operator. */
export class SourceFailure extends Error {
  override name = 'SourceFailure';
  /** Whether asking again soon may help. */
  readonly retry: boolean;
  /** How long the source asks to be left alone, ms. */
  readonly retryAfterMs: number | undefined;
  /** It refused us for too many requests. */
  readonly wait: RequestedWait | undefined;
  /** The exchange is not asked before then, ms UTC, as its reason says. */
  readonly waitUntilMs: number | undefined;
  /** No connection was made at all. */
  readonly unreachable: boolean;
  /** A newer market list may help: what came does not fit the one it was read by. */
  readonly isListDoubtful: boolean;

  constructor(reason: string, more: Partial<Omit<SourceFailure, keyof Error>> = {}) {
    super(visibleText(reason, MAX_REASON_LENGTH));
    this.retry = more.retry ?? false;
    this.retryAfterMs = more.retryAfterMs;
    this.wait = more.wait;
    this.waitUntilMs = more.waitUntilMs;
    this.unreachable = more.unreachable ?? false;
    this.isListDoubtful = more.isListDoubtful ?? false;
  }
}

/** One line of at most `length` visible characters of what somebody else wrote. */
export function excerpt(text: string, length = 80): string {
  return visibleText(text, length);
}
