import type { Outcome } from '@/lib/outbox/transport';

/** What Resend answered other than a success; `status` is null where there was no answer. */
export interface Refusal {
  status: number | null;
  /** Its own name for it, such as `validation_error`. */
  name: string;
  message: string;
  retryAfter: string | undefined;
}

/** An operator's mistake is mended in an hour or so: the mails wait for it. */
const OPERATORS_MISTAKE = new Set([401, 403, 404, 405]);
/** The content is refused: bad request, too large, not processable. */
const CONTENT = new Set([400, 413, 422]);

/** What a refusal means for the batch (https://resend.com/docs/api-reference/errors). `nowMs` for a dated Retry-After. */
export function judgeRefusal({ status, name, message, retryAfter }: Refusal, nowMs: number): Outcome {
  const reason = `${status ?? 'no answer'} ${name}: ${message}`;
  if (status === null) return { state: 'unknown', reason };
  if (status === 409) {
    // The same key was used with another payload, which may have been sent: not under another key, then.
    if (name === 'invalid_idempotent_request') return { state: 'permanent', reason, isOneOfThem: false };
    return { state: 'unknown', reason };
  }
  if (status === 429) {
    return { state: 'try again', reason, pauseMs: retryAfterMs(retryAfter, nowMs) ?? 1_000 };
  }
  if (OPERATORS_MISTAKE.has(status)) return { state: 'try again', reason };
  if (CONTENT.has(status)) return { state: 'permanent', reason, isOneOfThem: true };
  return { state: 'unknown', reason };
}

/** RFC 9110, 10.2.3: seconds or a date. Undefined where it is neither. */
export function retryAfterMs(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
