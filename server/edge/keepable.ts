import type { IncomingHttpHeaders } from 'node:http';
import CachePolicy from 'http-cache-semantics';
import { type SharedRequest, UNSHARED_HEADERS } from './shared-request';

/** What an answer may vary by: what we tell the origin, what we do ourselves, and what never comes to be kept. */
const VARIES = ['accept', 'accept-encoding', ...UNSHARED_HEADERS];

/** The fields of Vary, in lower case. */
export function varies({ vary }: { vary?: string }): string[] {
  return (vary ?? '')
    .toLowerCase()
    .split(',')
    .map((field) => field.trim())
    .filter((field) => field !== '');
}

/**
 * How long an answer may be kept for others, by the rules of HTTP (RFC 9111, a shared cache); null if not at all.
 * Stricter than those: only a whole 200 that says how long, sets no cookie and varies by nothing we do not know of.
 */
export function policyOf(
  shared: SharedRequest,
  answer: { statusCode?: number; headers: IncomingHttpHeaders },
): CachePolicy | null {
  const { statusCode: status = 0, headers } = answer;
  if (status !== 200 || headers['set-cookie'] !== undefined || headers['content-encoding'] !== undefined)
    return null;
  if (!varies(headers).every((field) => VARIES.includes(field))) return null;
  const policy = new CachePolicy(shared, { status, headers }, { shared: true, cacheHeuristic: 0 });
  return policy.storable() && !policy.stale() ? policy : null;
}
