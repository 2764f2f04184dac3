import { BlockList, isIP } from 'node:net';
import { Agent, Dispatcher, EnvHttpProxyAgent, setGlobalDispatcher } from 'undici';

/** The proxy of a network, by the names that every program knows; lists are separated by commas. */
export interface ProxySettings {
  httpProxy: string | undefined;
  httpsProxy: string | undefined;
  noProxy: string | undefined;
}

/** Of one set of calls; `connect.timeout` is for the connection to a host and to the proxy each. */
interface OutgoingOptions {
  connect?: { timeout: number };
  headersTimeout?: number;
  bodyTimeout?: number;
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Connections of one set of calls: through the proxy where there is one for the host, never to this machine. */
export function outgoingConnections(options: OutgoingOptions, proxy?: ProxySettings): Dispatcher {
  if (!hasProxy(proxy)) return new Agent(options);
  return new PastLoopback(options, proxy);
}

/** Has every `fetch` of this thread go through the proxy where there is one. */
export function routeThroughProxy(proxy: ProxySettings): void {
  if (hasProxy(proxy)) setGlobalDispatcher(outgoingConnections({}, proxy));
}

function hasProxy(proxy: ProxySettings | undefined): proxy is ProxySettings {
  return proxy?.httpProxy !== undefined || proxy?.httpsProxy !== undefined;
}

class PastLoopback extends Dispatcher {
  readonly #direct: Agent;
  readonly #proxied: EnvHttpProxyAgent;

  constructor(options: OutgoingOptions, { httpProxy = '', httpsProxy = '', noProxy = '' }: ProxySettings) {
    super();
    const { connect } = options;
    const tls = connect === undefined ? {} : { proxyTls: connect, requestTls: connect };
    this.#direct = new Agent(options);
    // Plain http is passed on by the proxy, as by every other program; tunnels are for https.
    this.#proxied = new EnvHttpProxyAgent({
      ...options,
      ...tls,
      httpProxy,
      httpsProxy,
      noProxy,
      proxyTunnel: false,
    });
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const isLocal = isLoopback(new URL(String(options.origin)).hostname);
    return (isLocal ? this.#direct : this.#proxied).dispatch(options, handler);
  }

  override async close(): Promise<void> {
    await Promise.all([this.#direct.close(), this.#proxied.close()]);
  }

  override async destroy(): Promise<void> {
    await Promise.all([this.#direct.destroy(), this.#proxied.destroy()]);
  }
}

function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(host);
  if (family === 0) return host === 'localhost' || host.endsWith('.localhost');
  return LOOPBACK.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
