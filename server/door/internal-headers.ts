import type { IncomingHttpHeaders } from 'node:http';
import { UNKNOWN_MARKET } from '@/components/markets/unknown-market';
import { CLIENT_ADDRESS } from '@/lib/http/client-address';

/** Ours and Next's own, which mean something inside alone. */
const INTERNAL = new Set([
  CLIENT_ADDRESS,
  UNKNOWN_MARKET,
  'next-action',
  'next-resume',
  'x-invocation-id',
  'x-matched-path',
]);
const INTERNAL_PREFIX = /^x-(?:action|invoke|middleware|next|nextjs|now|prerender|vercel)-/;

/** What the development server's pages say to it. */
const OF_DEVELOPMENT = /^(?:next-hmr-refresh|x-nextjs-(?:html-)?request-id)$/;

/**
 * Removes what a client may not say: headers that only this server or Next itself sets. The request's own Host takes
 * the place of the one that a proxy is said to have seen.
 */
export function stripInternal(headers: IncomingHttpHeaders, dev = false): void {
  for (const name in headers) {
    if (!name.startsWith('x-') && !name.startsWith('next-')) continue;
    if (INTERNAL.has(name) || isInternal(name, dev)) delete headers[name];
  }
  if (headers['x-forwarded-host'] !== undefined) headers['x-forwarded-host'] = headers.host;
  const { 'x-forwarded-proto': proto = 'http', 'x-forwarded-port': port = '0' } = headers;
  if (proto !== 'http' && proto !== 'https') delete headers['x-forwarded-proto'];
  if (!/^\d{1,5}$/.test(String(port))) delete headers['x-forwarded-port'];
}

function isInternal(name: string, dev: boolean): boolean {
  if (OF_DEVELOPMENT.test(name)) return !dev;
  return INTERNAL_PREFIX.test(name);
}
