import { isIP } from 'node:net';
import { HttpProblem } from '@/lib/http/problem';

const PAGE_METHODS = ['GET', 'HEAD', 'OPTIONS'];
const API_METHODS = [...PAGE_METHODS, 'POST', 'PUT', 'PATCH', 'DELETE'];

/** What a request says of itself before its body. */
export interface RequestHead {
  method: string;
  /** As it stands in the request line. */
  target: string;
  httpVersion: string;
  /** Names and values in turn, as they came. */
  rawHeaders: readonly string[];
}

export interface Target {
  method: string;
  /** Path and query: the only form that what is behind the door is given. */
  url: string;
  /** The host that the client names, which is well-formed and nothing else: never send anybody there. */
  host: string;
}

/** Host and port, RFC 3986: a name, an IPv4 address or an IPv6 address in brackets. */
const HOST = /^(?:\[[0-9a-f:.]+\]|[\w.~-]+)(?::\d{1,5})?$/i;
const ABSOLUTE = /^https?:\/\/([^/?#]*)([^#]*)$/i;
const FORBIDDEN_IN_TARGET = /[^\x21-\x7e]|#/;

/**
 * What is asked for, of a request line and headers that any program may have written. `ownHost` is the host that this
 * server is known by. Throws HttpProblem `bad-request`, `misdirected` or `not-implemented`.
 */
export function targetOf(head: RequestHead, ownHost: string): Target {
  const { method } = head;
  if (!API_METHODS.includes(method)) throw unknownMethod(method);
  const host = hostOf(head);
  const { target } = head;
  if (target === '*') {
    if (method === 'OPTIONS') return { method, url: '*', host };
    throw new HttpProblem('bad-request', `${method} * means nothing: send a path such as /api/health.`);
  }
  const absolute = ABSOLUTE.exec(target);
  if (absolute === null) return { method, url: checkedPath(target), host };
  const [, authority = '', path = ''] = absolute;
  if (!isOurs(authority, ownHost)) {
    throw new HttpProblem('misdirected', 'This server is no proxy: send a path such as /api/health.');
  }
  return { method, url: checkedPath(path.startsWith('/') ? path : `/${path}`), host: authority };
}

/** The methods that a path takes; what is no part of the API is a page or a file, which can be read only. */
export function methodsOf(url: string): readonly string[] {
  return url === '*' || isOfApi(url) ? API_METHODS : PAGE_METHODS;
}

export function isOfApi(url: string): boolean {
  const path = pathOf(url);
  return path === '/api' || path.startsWith('/api/');
}

export function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}

export function unknownMethod(method: string): HttpProblem {
  return new HttpProblem(
    'not-implemented',
    `${method.slice(0, 20)} means nothing to this server: send ${API_METHODS.join(', ')}.`,
    { Allow: API_METHODS.join(', ') },
  );
}

function hostOf({ httpVersion, rawHeaders }: RequestHead): string {
  const hosts = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'host');
  const [host, ...more] = hosts;
  // HTTP/1.0 knows no Host.
  if (host === undefined && httpVersion === '1.0') return 'localhost';
  if (host === undefined) throw new HttpProblem('bad-request', 'The header Host is missing: send it.');
  if (more.length > 0) throw new HttpProblem('bad-request', 'The header Host is repeated: send it once.');
  if (HOST.test(host)) return host;
  throw new HttpProblem('bad-request', 'The header Host is no host: send one such as localhost:3000.');
}

/** RFC 9112, 3.2.2: a client may name us in full. By an address, or as the machine itself, it can only mean us. */
function isOurs(authority: string, ownHost: string): boolean {
  if (!HOST.test(authority)) return false;
  if (authority.toLowerCase() === ownHost.toLowerCase()) return true;
  const name = authority.replace(/:\d+$/, '').toLowerCase();
  return name === 'localhost' || isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0;
}

function checkedPath(target: string): string {
  if (!target.startsWith('/')) {
    throw new HttpProblem('bad-request', 'The address is no path: send one that begins with /.');
  }
  if (FORBIDDEN_IN_TARGET.test(target)) {
    throw new HttpProblem(
      'bad-request',
      'The address holds a character that has to be percent-encoded: write é as %C3%A9 and # as %23.',
    );
  }
  try {
    decodeURIComponent(pathOf(target));
    return target;
  } catch {
    throw new HttpProblem('bad-request', 'The address is not percent-encoded UTF-8: write a % as %25.');
  }
}
