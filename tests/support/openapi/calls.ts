import { signedHeaders } from '@/tests/support/resend/sign';
import type { Asked, Call } from './call';
import { MAIL_CALLS, MAIL_DOORS, SECRET } from './mail-calls';

export { SECRET };

/** The secret that the mail provider signs by. */
export const WEBHOOK_SECRET = 'whsec_bm90aGluZyBzZWNyZXQgYXQgYWxs';

const BTC = 'metric=price&dimension=kraken:BTC-USD';
const bearer = { authorization: `Bearer ${SECRET}` };
const known = { 'if-none-match': '*' };
const json = { status: 200, type: 'application/json' } as const;
const csv = { status: 200, type: 'text/csv' } as const;
const svg = { status: 200, type: 'image/svg+xml' } as const;
const atom = { status: 200, type: 'application/atom+xml' } as const;
const png = { status: 200, type: 'image/png' } as const;
const unchanged = { status: 304, type: 'none' } as const;
const refused = (status: number) => ({ status, type: 'application/problem+json' }) as const;

const COMPLAINT = JSON.stringify({ type: 'email.complained', data: { to: ['reader@example.com'] } });
const complaint = { path: '/webhooks/resend', method: 'POST', body: COMPLAINT, signed: true };

const READS: Call[] = [
  { path: '/list-metrics', ...json },
  { path: '/list-metrics', headers: known, ...unchanged },
  { path: '/list-metrics', query: 'page=1', ...refused(400) },
  { path: '/metrics', query: BTC, ...json },
  { path: '/metrics', query: `${BTC}&range=90d`, ...json },
  { path: '/metrics', query: `${BTC}&from=2026-11-24`, ...json },
  { path: '/metrics', query: 'metric=price&dimension=kraken:ETH-USD', ...json },
  { path: '/metrics', query: 'metric=change&dimension=kraken:ETH-USD', ...json },
  { path: '/metrics', query: 'metric=price&dimension=okx:NEW-USDT', ...json },
  { path: '/metrics', query: 'metric=volume&dimension=okx:BTC-USDT', ...json },
  { path: '/metrics', query: `${BTC}&format=csv`, ...csv },
  { path: '/metrics', query: `${BTC}&range=30d`, headers: { accept: 'text/csv' }, ...csv },
  { path: '/metrics', query: `${BTC}&format=svg&theme=dark`, ...svg },
  { path: '/metrics', query: `${BTC}&range=90d&format=png&width=1200&height=630`, ...png },
  { path: '/metrics', query: BTC, headers: { accept: 'image/png' }, ...png },
  { path: '/metrics', query: BTC, headers: known, ...unchanged },
  { path: '/metrics', query: 'metric=price', ...refused(400) },
  { path: '/metrics', query: 'metric=prise&dimension=kraken:BTC-USD', ...refused(404) },
  { path: '/metrics', query: 'metric=price&dimension=kraken:BTC-EUR', ...refused(404) },
  { path: '/rankings', query: 'metric=price', ...json },
  { path: '/rankings', query: 'metric=volume&by=cv&q=usd&limit=2&offset=1', ...json },
  { path: '/rankings', query: 'metric=change&sort=latest', ...json },
  { path: '/rankings', query: 'metric=price&exchange=nobody', ...json },
  { path: '/rankings', query: 'metric=price&format=csv', ...csv },
  { path: '/rankings', query: 'metric=price', headers: known, ...unchanged },
  { path: '/rankings', query: 'metric=change&by=cv', ...refused(400) },
  { path: '/rankings', query: 'metric=volumes', ...refused(404) },
  { path: '/alerts', ...json },
  { path: '/alerts', query: 'state=open&base=btc&metric=price&scope=all&limit=1', ...json },
  { path: '/alerts', query: 'dimension=kraken:BTC-USD&state=past', ...json },
  { path: '/alerts', query: 'format=atom', ...atom },
  { path: '/alerts', headers: { accept: 'application/atom+xml' }, ...atom },
  { path: '/alerts', headers: known, ...unchanged },
  { path: '/alerts', query: 'state=closed', ...refused(400) },
  { path: '/alerts', query: 'after=17', ...refused(400) },
  { path: '/alerts', query: 'metric=prise', ...refused(404) },
  { path: '/rankings', query: 'metric=price&dimensions=kraken:BTC-USD,okx:GONE-USDT', ...json },
  { path: '/sparks', query: 'metric=price&dimensions=kraken:BTC-USD,gate:DOGE-USDT', ...json },
  { path: '/sparks', query: 'metric=price&dimensions=kraken:BTC-USD', headers: known, ...unchanged },
  { path: '/sparks', query: 'metric=price', ...refused(400) },
  { path: '/sparks', query: 'metric=price&dimensions=kraken:BTC-EUR', ...refused(404) },
  { path: '/status', ...json },
  { path: '/status', headers: known, ...unchanged },
  { path: '/status', query: 'verbose=1', ...refused(400) },
  { path: '/health', ...json },
  { path: '/health', query: 'verbose=1', ...refused(400) },
  { path: '/sources', ...json },
  { path: '/sources', headers: known, ...unchanged },
  { path: '/sources', query: 'exchange=okx', ...refused(400) },
  { path: '/prometheus', status: 200, type: 'text/plain' },
  { path: '/prometheus', query: 'name=up', ...refused(400) },
  { path: '/openapi.json', ...json },
  { path: '/openapi.json', headers: known, ...unchanged },
  { path: '/openapi.json', query: 'page=1', ...refused(400) },
  { path: '/cron/collect', ...refused(401) },
  { path: '/cron/deliver', ...refused(401) },
  { path: '/cron/maintain', ...refused(401) },
  { path: '/cron/watch', ...refused(401) },
  { path: '/webhooks/resend', method: 'POST', body: COMPLAINT, ...refused(401) },
  { path: '/webhooks/resend', method: 'POST', body: 'x'.repeat(262_145), ...refused(413) },
  { path: '/webhooks/resend', method: 'POST', body: Uint8Array.of(0xff), ...refused(400) },
];

export const CALLS: Call[] = [...READS, ...MAIL_CALLS];

export const PATHS = [...new Set(CALLS.map(({ path }) => path))];
export const OTHER_METHOD: Call[] = PATHS.map((path) => ({ path, method: 'PATCH', ...refused(405) }));

export const HEADS = READS.filter(({ path }) => !/^\/(cron|webhooks)\//.test(path)).map((asked) => ({
  ...asked,
  method: 'HEAD',
}));

export const COLLECT: Call = { path: '/cron/collect', headers: bearer, ...json };
export const DELIVER: Call = { path: '/cron/deliver', headers: bearer, ...json };
export const WEBHOOK: Call = { ...complaint, ...json };
export const MAINTAIN: Call = { path: '/cron/maintain', headers: bearer, ...json };
export const WATCH: Call = { path: '/cron/watch', headers: bearer, ...json };

export const FAULT: Call[] = [
  { path: '/list-metrics', ...refused(500) },
  { path: '/metrics', query: BTC, ...refused(500) },
  { path: '/rankings', query: 'metric=price', ...refused(500) },
  { path: '/alerts', ...refused(500) },
  { path: '/sparks', query: 'metric=price&dimensions=kraken:BTC-USD', ...refused(500) },
  { path: '/sources', ...refused(500) },
  { path: '/status', ...refused(500) },
  { path: '/cron/collect', headers: bearer, ...refused(500) },
  { path: '/cron/deliver', headers: bearer, ...refused(500) },
  { path: '/cron/maintain', headers: bearer, ...refused(500) },
  { path: '/cron/watch', headers: bearer, ...refused(500) },
  { ...complaint, ...refused(500) },
  ...MAIL_DOORS.map((call) => ({ ...call, ...refused(500) })),
];

export const NO_DATABASE: Call[] = [
  { path: '/list-metrics', ...refused(503) },
  { path: '/metrics', query: BTC, ...refused(503) },
  { path: '/rankings', query: 'metric=price', ...refused(503) },
  { path: '/alerts', ...refused(503) },
  { path: '/sparks', query: 'metric=price&dimensions=kraken:BTC-USD', ...refused(503) },
  { path: '/sources', ...refused(503) },
  { path: '/status', ...json },
  { path: '/health', status: 503, type: 'application/json' },
  { path: '/prometheus', status: 200, type: 'text/plain' },
  { path: '/cron/collect', headers: bearer, ...refused(503) },
  { path: '/cron/deliver', headers: bearer, ...refused(503) },
  { path: '/cron/maintain', headers: bearer, ...refused(503) },
  { path: '/cron/watch', headers: bearer, ...json },
  { ...complaint, ...refused(503) },
  ...MAIL_DOORS.map((call) => ({ ...call, ...refused(503) })),
];

/** The answer to a request under this origin; a redirection is not followed. */
export function ask(origin: string, { path, query = '', method = 'GET', headers = {}, body, signed }: Asked) {
  const signature =
    signed === true && typeof body === 'string' ? signedHeaders(WEBHOOK_SECRET, 'msg_1', body) : {};
  const isJson = typeof body === 'object' && !(body instanceof Uint8Array);
  return fetch(`${origin}/api${path}${query && '?'}${query}`, {
    method,
    redirect: 'manual',
    headers: { ...(isJson && { 'content-type': 'application/json' }), ...headers, ...signature },
    ...(body !== undefined && { body: isJson ? JSON.stringify(body) : body }),
  });
}

/** Each with what it is called in a list of tests. */
export function titled(calls: Call[]): [string, Call][] {
  return calls.map((asked) => {
    const { method = 'GET', path, query = '', status, type } = asked;
    return [`${method} ${path}${query && '?'}${query}: ${status} ${type}`, asked];
  });
}
