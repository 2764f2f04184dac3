import { describe, expect, test } from 'vitest';
import { canReadMailbox, cookieForLink, MAILBOX_COOKIE, mailboxUrl } from '@/lib/http/mailbox-access';
import { HOUR_MS } from '@/lib/model/time';
import { isShared } from '@/server/edge/shared-request';

const NOW_MS = Date.UTC(2026, 11, 1, 12);
const ADMIN_TOKEN = 'an-admin-token-of-this-test';
const SECRET = 'a-secret-of-this-test';
const settings = { adminToken: ADMIN_TOKEN, appSecret: SECRET, appUrl: 'https://metrics.test' };
const request = (headers: Record<string, string>) => new Request('http://tracker.test/mailbox', { headers });
const basic = (password: string) => `Basic ${Buffer.from(`anybody:${password}`).toString('base64')}`;
const tokenAt = (ms: number, secret = SECRET) =>
  new URL(mailboxUrl(settings.appUrl, secret, ms)).searchParams.get('token') ?? '';
const cookieAt = (ms: number) => {
  const [pair = ''] = (cookieForLink(tokenAt(ms), settings, ms) ?? '').split(';');
  return pair;
};

describe('the link', () => {
  test('leads to the mailbox and is exchanged for a cookie', () => {
    expect(mailboxUrl(settings.appUrl, SECRET, NOW_MS)).toMatch(/^https:\/\/metrics\.test\/mailbox\?token=/);
    expect(cookieForLink(tokenAt(NOW_MS), settings, NOW_MS)).toMatch(
      /^tracker-mailbox=[\w.-]+; Path=\/mailbox; Max-Age=\d+; HttpOnly; SameSite=Strict; Secure$/,
    );
    expect(
      cookieForLink(tokenAt(NOW_MS), { ...settings, appUrl: 'http://localhost:3000' }, NOW_MS),
    ).not.toContain('Secure');
  });

  test.each([
    ['after 24 hours', tokenAt(NOW_MS - 24 * HOUR_MS)],
    ['of another secret', tokenAt(NOW_MS, 'another-secret')],
    ['that is the value of a cookie', cookieAt(NOW_MS).split('=')[1] ?? ''],
    ['with another expiry', tokenAt(NOW_MS).replace(/\d{10}/, '9999999999')],
    ['that is empty', ''],
  ])('is exchanged for nothing %s', (_, token) => {
    expect(cookieForLink(token, settings, NOW_MS)).toBeNull();
  });

  test('is not made or read without a secret', () => {
    expect(cookieForLink(tokenAt(NOW_MS), { ...settings, appSecret: undefined }, NOW_MS)).toBeNull();
  });
});

describe('the mailbox is open', () => {
  const canRead = (headers: Record<string, string>) => canReadMailbox(request(headers), settings, NOW_MS);

  test('to the cookie, among others, until it expires', async () => {
    expect(await canRead({ cookie: `theme=dark; ${cookieAt(NOW_MS)}; a=1` })).toBe(true);
    expect(await canRead({ cookie: cookieAt(NOW_MS - 30 * 24 * HOUR_MS) })).toBe(false);
    expect(await canRead({ cookie: `${MAILBOX_COOKIE}=${tokenAt(NOW_MS)}` })).toBe(false);
  });

  test('to the admin token', async () => {
    expect(await canRead({ authorization: basic(ADMIN_TOKEN) })).toBe(true);
    expect(await canRead({ authorization: `Bearer ${ADMIN_TOKEN}` })).toBe(true);
  });

  test.each<Record<string, string>>([
    {},
    { 'x-client-is-local': 'yes' },
    { 'x-client-address': '127.0.0.1' },
    { host: 'localhost:3000' },
    { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '::1' },
  ])('to nobody by where a request seems to come from: %j', async (headers) => {
    expect(await canRead(headers)).toBe(false);
  });
});

test('the shared cache answers nobody who has the cookie', () => {
  expect(isShared('GET', '/', { cookie: cookieAt(NOW_MS) })).toBe(false);
});
