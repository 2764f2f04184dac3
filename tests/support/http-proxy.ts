import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

export interface HttpProxy {
  /** With a name and a password, which it insists on. */
  url: string;
  /** What went through it: `GET host:port`, `CONNECT host:port`. */
  calls: string[];
  close(): void;
}

const CREDENTIALS = 'tracker:hush';

/** A proxy as companies have them; every host that it is asked for is, at that port, on this machine. */
export async function startHttpProxy(): Promise<HttpProxy> {
  const calls: string[] = [];
  const isAllowed = (header: string | undefined) =>
    header === `Basic ${Buffer.from(CREDENTIALS).toString('base64')}`;
  const server = createServer((incoming, outgoing) => {
    const { 'proxy-authorization': given, ...headers } = incoming.headers;
    if (!isAllowed(given)) return void outgoing.writeHead(407).end();
    const { host, port, pathname, search } = new URL(incoming.url ?? '');
    calls.push(`${incoming.method} ${host}`);
    const passedOn = request(
      { host: '127.0.0.1', port, method: incoming.method, path: `${pathname}${search}`, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passedOn.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(passedOn);
  });
  server.on('connect', (incoming, client) => {
    client.on('error', () => undefined);
    if (!isAllowed(incoming.headers['proxy-authorization'])) {
      return void client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    }
    calls.push(`CONNECT ${incoming.url}`);
    const target = connect(Number(incoming.url?.split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(client).pipe(target);
    });
    target.on('error', () => client.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${CREDENTIALS}@127.0.0.1:${port}`,
    calls,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
