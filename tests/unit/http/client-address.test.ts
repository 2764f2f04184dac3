import { expect, test } from 'vitest';
import { clientAddress, clientOf, trustedProxies } from '@/lib/http';
import { networkOf } from '@/lib/http/client-address';

const trusted = trustedProxies(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);

test.each([
  ['203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['127.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['::ffff:127.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['10.1.2.3', '1.1.1.1, 198.51.100.1, 10.9.9.9', '198.51.100.1'],
  ['fd00::5', '2001:DB8::1', '2001:db8::1'],
  ['127.0.0.1', '', '127.0.0.1'],
  ['127.0.0.1', 'unknown', '127.0.0.1'],
  ['127.0.0.1', '1.1.1.1, garbage', '127.0.0.1'],
  ['127.0.0.1', '10.0.0.1', '10.0.0.1'],
  ['127.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
  ['127.0.0.1', '[2001:db8::1]:4711', '2001:db8::1'],
  [undefined, '198.51.100.1', 'unknown'],
])('socket %s, forwarded for "%s": %s', (socket, forwardedFor, client) => {
  expect(clientAddress(socket, forwardedFor, trusted)).toBe(client);
});

test('nobody’s header is believed unless named', () => {
  expect(clientAddress('127.0.0.1', '198.51.100.1', trustedProxies([]))).toBe('127.0.0.1');
});

const asked = (name: string, value: string) => new Request('http://a', { headers: { [name]: value } });

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:0:7:1:2:3:4', '2001:db8:0:7::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['nonsense', 'unknown'],
])('%s is counted as %s', (address, counted) => {
  expect(clientOf(asked('x-client-address', address), false)).toBe(counted);
});

test('on Vercel its edge tells', () => {
  expect(clientOf(asked('x-vercel-forwarded-for', '203.0.113.7'), true)).toBe('203.0.113.7');
  expect(clientOf(asked('x-client-address', '203.0.113.7'), true)).toBe('unknown');
});

test.each([
  ['2001:db8:0:7::/64', '2001:db8:0::/48'],
  ['0:0:0:0::/64', '0:0:0::/48'],
  ['203.0.113.7', null],
  ['unknown', null],
])('%s is part of %s', (client, network) => {
  expect(networkOf(client)).toBe(network);
});
