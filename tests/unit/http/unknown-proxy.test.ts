import { beforeEach, describe, expect, test, vi } from 'vitest';
import { trustedProxies } from '@/lib/http';
import { noteProxy, unknownProxyWarning } from '@/lib/http/unknown-proxy';
import { DAY_MS } from '@/lib/model/time';
import { singleton } from '@/lib/platform/singleton';

const NOW_MS = Date.UTC(2026, 11, 1, 12);
const FORWARDED = { 'x-forwarded-for': '198.51.100.1' };

const warn = vi.fn();
singleton('log', () => ({ warn }));

const note = (
  address: string | undefined,
  headers: object = FORWARDED,
  trusted: string[] = [],
  atMs = NOW_MS,
) => noteProxy(address, { ...headers }, trustedProxies(trusted), atMs);

beforeEach(() => {
  warn.mockClear();
  Object.assign(
    singleton('unknown-proxy', () => ({})),
    { proxy: null, atMs: 0 },
  );
});

describe('a proxy that nobody trusts', () => {
  test.each(['127.0.0.1', '::1', '::ffff:10.0.0.7', '172.17.0.1', '192.168.1.1', 'fd00::5', '100.64.0.1'])(
    'at %s is said for a day, and logged once',
    (address) => {
      note(address);
      note(address);
      expect(unknownProxyWarning(NOW_MS + DAY_MS)).toContain(`TRUST_PROXY=${address.replace('::ffff:', '')}`);
      expect(unknownProxyWarning(NOW_MS + DAY_MS + 1)).toBeNull();
      expect(warn).toHaveBeenCalledTimes(1);
    },
  );

  test('is seen by the header Forwarded too', () => {
    note('127.0.0.1', { forwarded: 'for=198.51.100.1' });
    expect(unknownProxyWarning(NOW_MS)).not.toBeNull();
  });
});

test.each<[string, string | undefined, object, string[]]>([
  ['a trusted proxy', '127.0.0.1', FORWARDED, ['127.0.0.1']],
  ['a trusted network', '10.1.2.3', FORWARDED, ['10.0.0.0/8']],
  ['a client from elsewhere that makes it up', '203.0.113.7', FORWARDED, []],
  ['a client of this machine', '127.0.0.1', {}, []],
  ['a socket that is gone', undefined, FORWARDED, []],
])('%s is no such proxy', (_, address, headers, trusted) => {
  note(address, headers, trusted);
  expect(unknownProxyWarning(NOW_MS)).toBeNull();
  expect(warn).not.toHaveBeenCalled();
});
