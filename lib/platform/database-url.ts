const WRITE = 'write an address such as DATABASE_URL=postgresql://user:password@host:5432/database';
const ENCODE =
  'percent-encode the special characters of its user name and password: ' +
  '# as %23, / as %2F, ? as %3F, @ as %40, % as %25, a space as %20';

/** What node-postgres makes of `sslmode`; it warns of the first three, which it treats as `verify-full`. */
const VERIFIED = ['require', 'prefer', 'verify-ca'];
const SSL_MODES = ['disable', 'no-verify', 'verify-full', ...VERIFIED];

/** These parts of a query are shown; every other value may be a secret. */
const SHOWN = new Set(['sslmode', 'sslrootcert', 'host', 'port', 'application_name', 'schema']);

interface Parts {
  scheme: string;
  /** As written, before the last `@`; null if there is none. */
  userInfo: string | null;
  host: string;
  path: string;
  /** Without the `?`; null if there is none. */
  query: string | null;
}

/** Returns why an address cannot be used and what to write instead, without quoting it; null if it can be used. */
export function databaseUrlFault(url: string): string | null {
  if (!/^postgres(ql)?:\/\//.test(url)) return WRITE;
  const { userInfo, host, path, query } = partsOf(url);
  // Beyond the host, each of these is the rest of a password that was not encoded.
  if (/[\s#]/.test(url) || /@/.test(`${path}${query ?? ''}`)) return ENCODE;
  if (!isDecodable(`${userInfo ?? ''}${path}`)) return ENCODE;
  if (host.includes(',')) return `write one host: several are not supported. ${WRITE}`;
  if (!/^(\[[0-9a-f:.]+\]|[^:[\]]*)(:\d{1,5})?$/i.test(host)) return userInfo === null ? WRITE : ENCODE;
  return queryFault(new URLSearchParams(query ?? ''));
}

function queryFault(query: URLSearchParams): string | null {
  const mode = query.get('sslmode');
  if (mode !== null && query.get('uselibpqcompat') === null && !SSL_MODES.includes(mode)) {
    return 'write sslmode=disable, sslmode=require (checks the certificate) or sslmode=no-verify (encrypts without checking it)';
  }
  const schema = query.get('schema');
  if (schema !== null && schema !== 'public') {
    return 'leave out "schema": the tables are in the schema public, so use a database of its own instead of a schema';
  }
  return null;
}

/** The same address with the name of `sslmode` that node-postgres takes without a warning. */
export function normalizeDatabaseUrl(url: string): string {
  if (/[?&]uselibpqcompat=/.test(url)) return url;
  return url.replace(new RegExp(`([?&]sslmode=)(${VERIFIED.join('|')})(?=&|$)`), '$1verify-full');
}

/** The address for people: without its password, and without every part that might hold one. */
export function redacted(url: string): string {
  // Where the password ends cannot be told.
  if (databaseUrlFault(url) !== null) return 'DATABASE_URL';
  const { scheme, userInfo, host, path, query } = partsOf(url);
  const [user, ...password] = (userInfo ?? '').split(':');
  const who = userInfo === null ? '' : `${user}${password.length > 0 ? ':***' : ''}@`;
  const shown = query === null ? '' : `?${query.split('&').map(withoutValue).join('&')}`;
  return `${scheme}${who}${host}${path}${shown}`;
}

function withoutValue(pair: string): string {
  const [name = ''] = new URLSearchParams(pair).keys();
  return SHOWN.has(name) ? pair : `${name}=***`;
}

/** Everything in the address that is a password, as written and decoded; also where the address is malformed. */
export function passwordsOf(url: string): string[] {
  const greedy = /^\w+:\/\/[^:@/?#]*:(.*)@/s.exec(url)?.[1];
  const { query } = partsOf(url);
  const written = [greedy, new URLSearchParams(query ?? '').get('password')].flatMap((part) => part || []);
  return [...new Set(written.flatMap((part) => [part, isDecodable(part) ? decodeURIComponent(part) : part]))];
}

function partsOf(url: string): Parts {
  const [, scheme = '', authority = '', path = '', query] =
    /^(\w+:\/\/)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/.exec(url) ?? [];
  const at = authority.lastIndexOf('@');
  return {
    scheme,
    userInfo: at === -1 ? null : authority.slice(0, at),
    host: authority.slice(at + 1),
    path,
    query: query ?? null,
  };
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
