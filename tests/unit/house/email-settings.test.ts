import { describe, expect, test } from 'vitest';
import { transportOf } from '@/lib/outbox';
import { parseEnv } from '@/lib/platform/env';

const RESEND = { RESEND_API_KEY: 're_test', MAIL_FROM: 'alerts@metrics.fi' };

const emailsOf = (settings: Record<string, string>) => parseEnv({ ...RESEND, ...settings }).emails;

describe('no email leaves whose links only this machine can open', () => {
  test.each<[string, Record<string, string>, string]>([
    ['no APP_URL', {}, 'APP_URL is not, and links would lead to http://localhost:3000'],
    ['no APP_URL and a port', { PORT: '8080' }, 'links would lead to http://localhost:8080'],
    ['no APP_URL and a host', { HOST: '127.0.0.1' }, 'links would lead to http://127.0.0.1:3000'],
    ...[
      'http://localhost:3000',
      'https://localhost',
      'http://LOCALHOST.',
      'http://tracker.localhost:3000',
      'http://127.0.0.1:3000',
      'http://127.8.9.1',
      'http://0x7f.1',
      'http://0.0.0.0:3000',
      'http://[::1]:3000',
      'http://[::]',
      'http://[::ffff:127.0.0.1]',
    ].map((url): [string, Record<string, string>, string] => [
      url,
      { APP_URL: url },
      'which only this machine can open',
    ]),
  ])('%s', (_, settings, said) => {
    const env = parseEnv({ ...RESEND, ...settings });
    expect(env.emails.areSent).toBe(false);
    expect(env.emails.warnings).toEqual([expect.stringContaining(said)]);
    expect(env.emails.warnings[0]).toContain('such as APP_URL=https://');
    expect(transportOf(env).name).toBe('mailbox');
  });
});

describe('emails leave with a warning', () => {
  test.each([
    ['http://10.1.2.3', 'a private address'],
    ['http://172.20.0.1:3000', 'a private address'],
    ['https://192.168.1.5', 'a private address'],
    ['http://169.254.0.7', 'a private address'],
    ['http://100.64.1.1', 'a private address'],
    ['http://[fd00::1]', 'a private address'],
    ['http://[fe80::1]', 'a private address'],
    ['http://tracker', 'a private address'],
    ['https://tracker.local', 'a private address'],
    ['https://tracker.internal.', 'a private address'],
    ['https://metrics.example', 'a private address'],
    ['http://metrics.fi', 'travel unencrypted'],
    ['http://172.32.0.1', 'travel unencrypted'],
    ['http://[2a01:4f9::1]', 'travel unencrypted'],
  ])('%s', (url, said) => {
    const emails = emailsOf({ APP_URL: url });
    expect(emails).toEqual({ areSent: true, warnings: [expect.stringContaining(said)] });
  });

  test('without a sender', () => {
    const { emails } = parseEnv({ RESEND_API_KEY: 're_test', APP_URL: 'https://metrics.fi' });
    expect(emails.warnings).toEqual([expect.stringContaining('MAIL_FROM is not: emails wait')]);
  });
});

test.each<[string, Record<string, string>]>([
  ['a public address', { APP_URL: 'https://metrics.fi' }],
  ['an address with a port', { APP_URL: 'https://metrics.fi:8443' }],
  ["Vercel's own", { VERCEL_PROJECT_PRODUCTION_URL: 'tracker.vercel.app' }],
  ['a stand-in for Resend on this machine', { RESEND_BASE_URL: 'http://127.0.0.1:4000' }],
])('emails leave without a word by %s', (_, settings) => {
  expect(emailsOf(settings)).toEqual({ areSent: true, warnings: [] });
});

test.each([
  ['nothing', {}],
  ['an address of this machine', { APP_URL: 'http://localhost:3000' }],
])('without a key there is nothing to warn of, with %s', (_, settings) => {
  expect(parseEnv(settings).emails).toEqual({ areSent: false, warnings: [] });
});
