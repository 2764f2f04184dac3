import type { IncomingHttpHeaders } from 'node:http';
import { type BlockList, isIPv6 } from 'node:net';
import { DAY_MS } from '@/lib/model/time';
import { log } from '@/lib/platform/log';
import { singleton } from '@/lib/platform/singleton';
import { socketClient, trustedProxies } from './client-address';

/** Where a proxy of our own would be. From elsewhere anybody may send that header. */
const PRIVATE = trustedProxies([
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '100.64.0.0/10',
  '::1',
  'fc00::/7',
  'fe80::/10',
]);

interface Seen {
  proxy: string | null;
  atMs: number;
}
const seen = () => singleton('unknown-proxy', (): Seen => ({ proxy: null, atMs: 0 }));

/**
 * To be called for each request: notes, and logs once, that a proxy beside us passes on requests while `trusted` does
 * not name it. Then all its visitors are one client.
 */
export function noteProxy(
  socketAddress: string | undefined,
  headers: IncomingHttpHeaders,
  trusted: BlockList,
  nowMs: number,
): void {
  if (headers['x-forwarded-for'] === undefined && headers.forwarded === undefined) return;
  const address = socketClient(socketAddress);
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  if (address === 'unknown' || !PRIVATE.check(address, family) || trusted.check(address, family)) return;
  const before = seen();
  if (before.proxy === null) log().warn({ proxy: address }, proxyWarning(address));
  before.proxy = address;
  before.atMs = nowMs;
}

/** What the operator should set; null where no such proxy was seen within a day. */
export function unknownProxyWarning(nowMs: number): string | null {
  const { proxy, atMs } = seen();
  return proxy === null || nowMs - atMs > DAY_MS ? null : proxyWarning(proxy);
}

function proxyWarning(proxy: string): string {
  return (
    `A proxy at ${proxy} forwards requests, but TRUST_PROXY does not name it: all its visitors count as one client and ` +
    `share one limit. Set TRUST_PROXY=${proxy} if that proxy sets X-Forwarded-For itself.`
  );
}
