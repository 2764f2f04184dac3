import { STATUS_CODES } from 'node:http';
import type { Response } from 'undici';
import { requestedWait } from './exchange-wait';
import { excerpt, SourceFailure } from './failure';

/** Of an answer that is not 2xx. `text` is the beginning of its body, as it came; `nowMs` is UTC. */
export function statusFailure(response: Response, text: string, nowMs: number): SourceFailure {
  const { status, headers } = response;
  const title = `HTTP ${status}: ${response.statusText || (STATUS_CODES[status] ?? 'no such status')}`;
  const location = headers.get('location');
  if (status < 400)
    return new SourceFailure(`${title} (redirects to ${location ?? 'nowhere'}; not followed)`);
  const headerMs = retryAfterOf(headers.get('retry-after'), nowMs);
  const wait = requestedWait(status, headerMs, text, nowMs) ?? undefined;
  return new SourceFailure(title + bodyOf(excerpt(text, 120)), {
    retry: status >= 500 || status === 429 || status === 408,
    retryAfterMs: wait?.isNamed ? Math.max(wait.ms, headerMs ?? 0) : headerMs,
    wait,
  });
}

function bodyOf(text: string): string {
  if (text === '') return '';
  return text.startsWith('<') ? ' (HTML page)' : ` (${text})`;
}

/** Retry-After is a number of seconds or an HTTP date (RFC 9110, 10.2.3). */
function retryAfterOf(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d{1,9}$/.test(header.trim()) ? Number(header) : Number.NaN;
  const waitMs = Number.isNaN(seconds) ? Date.parse(header) - nowMs : seconds * 1000;
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}
