import type { IncomingHttpHeaders } from 'node:http';

/** All that the origin is told of a request whose answer may be given to others: whatever else was sent has no effect. */
export interface SharedRequest {
  method: 'GET';
  url: string;
  headers: { host: string; accept: string };
}

/** Never a client's: the answer must not depend on how we were called. */
const HOST = 'localhost';

const LONGEST_URL = 2048;

/** Next's protocol between pages: another answer of the same address. */
const NEXT_HEADERS = [
  'next-action',
  'rsc',
  'next-router-state-tree',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-url',
  'x-nextjs-data',
];

/** Who sends one of these asks for something of his own, for a part of it, or in Next's protocol. */
export const UNSHARED_HEADERS = [
  'authorization',
  'range',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'expect',
  ...NEXT_HEADERS,
];

/** Next's protocol, and the links of emails. */
const UNSHARED_QUERY = /[?&](?:_rsc|token)(?:=|&|$)/;
const UNSHARED_PARAMETERS = ['_rsc', 'token'];

/** Ours, of which there is none yet, and Next's draft mode. Cookies of others on this host mean nothing to us. */
const OUR_COOKIES = /(?:^|;)\s*(?:tracker[-_]|__Host-|__Secure-|__prerender_bypass|__next_preview_data)/;

/** The mailbox opens to some clients and not to others. */
const UNSHARED_PATH = /^\/mailbox(?:[/?]|$)/;

/** True if others may share the answer to this request; false where it has to go to the origin as it is. */
export function isShared(
  method: string | undefined,
  url: string | undefined,
  headers: IncomingHttpHeaders,
): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  if (url === undefined || !/^\/(?!\/)/.test(url) || url.length > LONGEST_URL) return false;
  if (UNSHARED_HEADERS.some((name) => headers[name] !== undefined)) return false;
  if (UNSHARED_PATH.test(url)) return false;
  return !UNSHARED_QUERY.test(url) && !hasUnshared(url) && !OUR_COOKIES.test(headers.cookie ?? '');
}

/** Whether the query holds one of them under a percent-encoded name. Most have none: those cost nothing here. */
function hasUnshared(url: string): boolean {
  if (!url.includes('%')) return false;
  const parameters = new URLSearchParams(url.split('?')[1] ?? '');
  return UNSHARED_PARAMETERS.some((name) => parameters.has(name));
}

/** The same for an address whose answer never changes: it is one for everybody, and whole. */
export function isSharedConstant(headers: IncomingHttpHeaders): boolean {
  return NEXT_HEADERS.every((name) => headers[name] === undefined);
}

/** What the origin is told of such a request. */
export function sharedRequest({ url, accept }: { url: string; accept: string }): SharedRequest {
  return { method: 'GET', url, headers: { host: HOST, accept } };
}
