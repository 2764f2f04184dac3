import { createToken, type Purpose } from '@/lib/outbox/links';
import type { Asked, Call } from './call';

/** Of everything that has one in these tests. */
export const SECRET = 'a-secret-of-16-characters';

const NOW_MS = Date.UTC(2026, 10, 24, 12);
const YEARS_MS = 2 * 365 * 86_400_000;

/** The first to sign up here, by the first request. */
const token = (purpose: Purpose, atMs = NOW_MS) =>
  createToken(SECRET, purpose, { id: 1, version: 1, ...(purpose === 'confirm' && { signUp: 1 }) }, atMs);
const expired = (purpose: Purpose) => token(purpose, NOW_MS - YEARS_MS);

const bearer = { authorization: `Bearer ${SECRET}` };
const wrong = { authorization: 'Bearer wrong' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const text = { 'content-type': 'text/plain' };
const json = { 'content-type': 'application/json' };
const elsewhere = { ...form, origin: 'https://elsewhere.example' };
const email = { email: 'you@example.com' };
const LONG = JSON.stringify({ email: 'a'.repeat(70_000) });
const ONE_CLICK = 'List-Unsubscribe=One-Click';

const ok = { status: 200, type: 'application/json' } as const;
const asked = { status: 202, type: 'application/json' } as const;
const gone = { status: 204, type: 'none' } as const;
const page = { status: 303, type: 'none' } as const;
const refused = (status: number) => ({ status, type: 'application/problem+json' }) as const;

const post = (path: string) => ({ path, method: 'POST' });
const remove = { path: '/emails', method: 'DELETE' };
const preview = post('/watches/preview');
const mute = { ...post('/emails/mutes'), query: `token=${token('mute')}` };
const put = { path: '/emails/watches', method: 'PUT' };

const BYTES: Call[] = [
  ...['/emails', '/emails/confirm', '/emails/remove'].map((path) => post(path)),
  { ...post('/emails/unsubscribe'), query: 'token=a' },
  remove,
  { ...put, query: 'token=a' },
  { ...post('/emails/mutes'), query: 'token=a' },
].flatMap((call): Call[] => [
  { ...call, headers: json, body: LONG, ...refused(413) },
  { ...call, headers: text, body: 'a', ...refused(415) },
]);

/** In this order: the first signs up, then confirms, and so on. */
export const MAIL_CALLS: Call[] = [
  { ...post('/emails'), body: email, ...asked },
  { ...post('/emails'), headers: form, body: 'email=you%40example.com', ...page },
  { ...post('/emails'), body: {}, ...refused(400) },
  { ...post('/emails'), body: { ...email, watches: [{ dimension: 'kraken:BTC-USDD' }] }, ...refused(400) },
  { ...post('/emails'), headers: elsewhere, body: 'email=you%40example.com', ...refused(403) },
  ...BYTES,
  { ...post('/emails/confirm'), headers: elsewhere, body: 'token=x', ...refused(403) },
  { ...post('/emails/remove'), headers: elsewhere, body: 'token=x', ...refused(403) },
  { ...post('/emails/confirm'), body: { token: token('confirm') }, ...ok },
  { ...post('/emails/confirm'), headers: form, body: `token=${token('confirm')}`, ...page },
  { ...post('/emails/confirm'), body: {}, ...refused(400) },
  { ...post('/emails/confirm'), body: { token: 'a' }, ...refused(404) },
  { ...post('/emails/confirm'), body: { token: expired('confirm') }, ...refused(410) },
  { path: '/emails/watches', query: `token=${token('manage')}`, ...ok },
  { path: '/emails/watches', ...refused(400) },
  { path: '/emails/watches', query: 'token=a', ...refused(404) },
  { path: '/emails/watches', query: `token=${expired('manage')}`, ...refused(410) },
  { ...put, query: `token=${token('manage')}`, body: { watches: [{ metric: 'volume' }] }, ...ok },
  { ...put, query: `token=${token('manage')}`, body: { watches: 'all' }, ...refused(400) },
  { ...put, query: `token=${token('manage')}`, body: { watches: [{ metric: 'prise' }] }, ...refused(400) },
  { ...put, query: 'token=a', body: { watches: [] }, ...refused(404) },
  { ...put, query: `token=${expired('manage')}`, body: { watches: [] }, ...refused(410) },
  { path: '/emails/mutes', query: `token=${token('mute')}`, ...ok },
  { path: '/emails/mutes', ...refused(400) },
  { path: '/emails/mutes', query: `token=${token('unsubscribe')}`, ...refused(404) },
  { path: '/emails/mutes', query: `token=${expired('mute')}`, ...refused(410) },
  { ...mute, body: { dimension: '*:BTC-*', for: 'day' }, ...ok },
  { ...mute, headers: form, body: 'dimension=*:SOL-*&for=none', ...page },
  { ...mute, body: { dimension: 'kraken:BTC-USDD', for: 'ever' }, ...refused(400) },
  { ...mute, query: 'token=a', body: { dimension: '*:BTC-*', for: 'day' }, ...refused(404) },
  { ...mute, query: `token=${expired('mute')}`, body: { dimension: '*:BTC-*', for: 'day' }, ...refused(410) },
  {
    ...post('/emails/unsubscribe'),
    query: `token=${token('unsubscribe')}`,
    headers: form,
    body: ONE_CLICK,
    ...ok,
  },
  {
    ...post('/emails/unsubscribe'),
    query: `token=${token('unsubscribe')}`,
    headers: form,
    body: `${ONE_CLICK}&page=1`,
    ...page,
  },
  { ...post('/emails/unsubscribe'), headers: form, body: ONE_CLICK, ...refused(400) },
  { ...post('/emails/unsubscribe'), query: 'token=a', headers: form, body: ONE_CLICK, ...refused(404) },
  {
    ...post('/emails/unsubscribe'),
    query: `token=${expired('unsubscribe')}`,
    headers: form,
    body: ONE_CLICK,
    ...refused(410),
  },
  { ...preview, body: {}, ...ok },
  { ...preview, body: { watches: [{ metric: 'volume', dimension: '*:BTC-*', threshold: 1.5 }] }, ...ok },
  { ...preview, body: { watches: [{ dimension: 'kraken:BTC-USDD' }] }, ...refused(400) },
  { ...preview, headers: json, body: LONG, ...refused(413) },
  { ...preview, headers: text, body: 'a', ...refused(415) },
  { path: '/emails', headers: bearer, ...ok },
  { path: '/emails', query: 'limit=0', headers: bearer, ...refused(400) },
  { path: '/emails', ...refused(401) },
  { ...remove, body: email, ...asked },
  { ...remove, body: {}, ...refused(400) },
  { ...remove, headers: { ...json, ...wrong }, body: JSON.stringify(email), ...refused(401) },
  { ...remove, headers: { ...json, ...bearer }, body: JSON.stringify(email), ...gone },
  { ...post('/emails/remove'), body: { token: token('remove') }, ...ok },
  { ...post('/emails/remove'), headers: form, body: `token=${token('remove')}`, ...page },
  { ...post('/emails/remove'), body: {}, ...refused(400) },
  { ...post('/emails/remove'), body: { token: 'a' }, ...refused(404) },
  { ...post('/emails/remove'), body: { token: expired('remove') }, ...refused(410) },
  // Twenty of one client in ten minutes; some have been already.
  ...Array.from({ length: 17 }, (_, n) => ({
    ...post('/emails'),
    body: { email: `you${n}@example.com` },
    ...asked,
  })),
  { ...post('/emails'), body: email, ...refused(429) },
  { ...remove, body: email, ...refused(429) },
  ...Array.from({ length: 148 }, () => ({ ...preview, body: {}, ...ok })),
  { ...preview, body: {}, ...refused(429) },
];

/** One request through each door that needs the database. */
export const MAIL_DOORS: Asked[] = [
  { ...post('/emails'), body: email },
  { ...remove, body: email },
  { path: '/emails', headers: bearer },
  { ...post('/emails/confirm'), body: { token: token('confirm') } },
  { ...post('/emails/remove'), body: { token: token('remove') } },
  { ...post('/emails/unsubscribe'), query: `token=${token('unsubscribe')}`, headers: form, body: ONE_CLICK },
  { path: '/emails/watches', query: `token=${token('manage')}` },
  { path: '/emails/mutes', query: `token=${token('mute')}` },
  { ...preview, body: {} },
  { ...mute, body: { dimension: '*:BTC-*', for: 'day' } },
  { ...put, query: `token=${token('manage')}`, body: { watches: [] } },
];
