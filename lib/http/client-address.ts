import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * The header in which the self-hosted server tells the routes who asks: Next hands them no socket. That server
 * overwrites whatever a client sends under this name.
 */
export const CLIENT_ADDRESS = 'x-client-address';

/** Set by Vercel's edge, which overwrites what a client sends. */
const VERCEL_ADDRESS = 'x-vercel-forwarded-for';

/** Who asks, for counting: an address, of IPv6 its /64 (which one client has whole); `unknown` if nobody says. */
export function clientOf(request: Request, onVercel: boolean): string {
  const sent = request.headers.get(onVercel ? VERCEL_ADDRESS : CLIENT_ADDRESS);
  const address = normal((onVercel ? sent?.split(',')[0] : sent) ?? '');
  if (address === null) return 'unknown';
  return isIPv6(address) ? network64(address) : address;
}

/** The /48 of a client that is an IPv6 /64 (as `clientOf` writes it); null for any other. */
export function networkOf(client: string): string | null {
  const groups = client.split(':');
  return client.endsWith('::/64') ? `${groups.slice(0, 3).join(':')}::/48` : null;
}

/** The address at the other end of a socket; `unknown` if there is none. */
export function socketClient(socketAddress: string | undefined): string {
  return normal(socketAddress ?? '') ?? 'unknown';
}

/** Addresses and networks (`10.0.0.0/8`) whose X-Forwarded-For is believed. */
export function trustedProxies(list: readonly string[]): BlockList {
  const trusted = new BlockList();
  for (const entry of list) {
    const [address = '', prefix] = entry.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  return trusted;
}

/**
 * The client of a connection: the address of its socket, or, where that is a trusted proxy's, the last address in
 * X-Forwarded-For that is not one. What stands before that, anybody may have written.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trusted: BlockList,
): string {
  let client = socketClient(socketAddress);
  for (const hop of (forwardedFor ?? '').split(',').reverse()) {
    if (!isTrusted(client, trusted)) return client;
    const next = normal(hop.trim());
    if (next === null) return client;
    client = next;
  }
  return client;
}

function isTrusted(address: string, trusted: BlockList): boolean {
  return isIP(address) !== 0 && trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Without the port, the brackets and the zone that some proxies write; null if it is no address. */
function normal(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(bare) === 0 ? null : bare.toLowerCase();
}

function network64(address: string): string {
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter((group) => group !== '');
  const after = (tail ?? '').split(':').filter((group) => group !== '');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
