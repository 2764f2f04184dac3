import { describe, expect, test } from 'vitest';
import { CLIENT_IS_LOCAL, isLocal, mayReadMails } from '@/lib/http/mailbox-access';

const TOKEN = 'an-admin-token-of-this-test';
const self = { adminToken: TOKEN, onVercel: false };
const asked = (headers: Record<string, string>) => new Request('http://tracker.test/mailbox', { headers });
const basic = (password: string) => `Basic ${Buffer.from(`anybody:${password}`).toString('base64')}`;

describe('the mailbox is open', () => {
  test('to the machine itself, by what its server says and not the client', async () => {
    expect(await mayReadMails(asked({ [CLIENT_IS_LOCAL]: 'yes' }), self)).toBe(true);
    expect(await mayReadMails(asked({ [CLIENT_IS_LOCAL]: 'no' }), self)).toBe(false);
    expect(await mayReadMails(asked({ [CLIENT_IS_LOCAL]: 'yes' }), { ...self, onVercel: true })).toBe(false);
    expect(await mayReadMails(asked({}), self)).toBe(false);
  });

  test('to the admin token', async () => {
    expect(await mayReadMails(asked({ authorization: basic(TOKEN) }), self)).toBe(true);
    expect(await mayReadMails(asked({ authorization: `Bearer ${TOKEN}` }), self)).toBe(false);
  });
});

test.each([
  ['127.0.0.1', {}, true],
  ['::1', {}, true],
  ['::ffff:127.0.0.1', {}, true],
  ['192.0.2.7', {}, false],
  [undefined, {}, false],
  // A proxy on the same machine speaks for somebody, known or not.
  ['127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }, false],
  ['127.0.0.1', { forwarded: 'for=192.0.2.7' }, false],
])('a connection from %s with %j is of this machine: %s', (address, headers, expected) => {
  expect(isLocal(address, headers)).toBe(expected);
});
