import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeResend, startResend } from '@/tests/support/resend/server';

let resend: FakeResend;

beforeEach(async () => {
  resend = await startResend();
});
afterEach(() => resend.close());

/** `npm run mail:test` with these settings: its exit code and its words. */
async function mailTest(settings: Record<string, string>, to = 'you@example.com') {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/mail-test.ts', to], {
    env: {
      ...process.env,
      RESEND_API_KEY: 're_test',
      RESEND_BASE_URL: resend.origin,
      MAIL_FROM: 'Tracker <alerts@example.com>',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code, words: out + errors };
}

test('a mail that leaves is one, and exit code 0', async () => {
  const { code, words } = await mailTest({});
  expect(words).toContain('Resend took the mail from Tracker <alerts@example.com> to you@example.com');
  expect(code).toBe(0);
  expect(resend.accepted).toMatchObject([{ to: ['you@example.com'], from: 'Tracker <alerts@example.com>' }]);
});

test.each([
  ['no key', { RESEND_API_KEY: '' }, 'RESEND_API_KEY is not set: mails are shown at'],
  ['a wrong key', { RESEND_API_KEY: 'wrong' }, 'Resend does not accept the RESEND_API_KEY'],
  ['no sender', { MAIL_FROM: '' }, 'MAIL_FROM is missing: write whom the mails come from'],
  ['a sender that is none', { MAIL_FROM: 'me' }, 'MAIL_FROM is "me": write an address'],
  [
    'an unverified domain',
    { MAIL_FROM: 'a@unverified.example' },
    'send from unverified.example: open https://resend',
  ],
  [
    'no network',
    { RESEND_BASE_URL: 'http://127.0.0.1:1' },
    'http://127.0.0.1:1 did not answer: is this machine',
  ],
])('with %s it says so, and exit code 1', async (_, settings, said) => {
  const { code, words } = await mailTest(settings);
  expect(words).toContain(said);
  // Plain words, no stack.
  expect(words).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
  expect(resend.accepted).toEqual([]);
});

test.each([
  ['no APP_URL', { APP_URL: '' }, 'RESEND_API_KEY is set, but APP_URL is not'],
  ['an APP_URL of this machine', { APP_URL: 'http://localhost:3000' }, 'which only this machine can open'],
])(
  'with %s no email leaves by Resend itself: one line says so, and exit code 1',
  async (_, settings, said) => {
    const { code, words } = await mailTest({ RESEND_BASE_URL: '', ...settings });
    expect(words).toContain(said);
    expect(words.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
  },
);

test('an address that the provider refuses is told', async () => {
  resend.refused.add('you@example.com');
  expect((await mailTest({})).words).toContain('Resend refused this mail: look at the address');
});
