import { connect, createServer, type Socket } from 'node:net';

/** Stands between one instance and its database, and can be told to do harm. */
export interface DatabaseProxy {
  port: number;
  /** Calls `strike` as the n-th message from now on comes from the instance, before or after it is passed on. */
  arm(message: number, sent: boolean, strike: () => void): void;
  /** Forgets what it was armed with. True if that never struck. */
  disarm(): boolean;
  /** Breaks every connection. */
  cut(): void;
  /** Holds back what the instance sends, until `resume`. */
  hold(): void;
  resume(): void;
  /** By which its connections come to the database. */
  ports(): number[];
  close(): Promise<void>;
}

export async function startProxy(databasePort: () => number): Promise<DatabaseProxy> {
  const pairs = new Set<{ client: Socket; server: Socket }>();
  let armed: { left: number; sent: boolean; strike: () => void } | null = null;
  let held: (() => void)[] | null = null;

  /** Now, or when it is no longer held back. */
  function deliver(server: Socket, data: Buffer): void {
    if (held === null) server.write(data);
    else held.push(() => server.write(data));
  }

  function pass(server: Socket, data: Buffer): void {
    if (held !== null) {
      deliver(server, data);
      return;
    }
    const now = armed !== null && --armed.left === 0 ? armed : null;
    if (now !== null) armed = null;
    if (now !== null && !now.sent) now.strike();
    deliver(server, data);
    if (now?.sent) now.strike();
  }

  const listener = createServer((client) => {
    const server = connect(databasePort(), '127.0.0.1');
    const pair = { client, server };
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.on('error', end).on('close', end).setNoDelay(true);
    client.on('data', (data) => pass(server, data));
    server.on('data', (data) => client.write(data));
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');

  const cut = () => {
    for (const { client, server } of [...pairs]) for (const socket of [client, server]) socket.destroy();
  };
  const resume = () => {
    const waiting = held ?? [];
    held = null;
    for (const send of waiting) send();
  };
  return {
    port: address.port,
    arm(message, sent, strike) {
      armed = { left: message, sent, strike };
    },
    disarm() {
      const never = armed !== null;
      armed = null;
      return never;
    },
    cut,
    hold() {
      held ??= [];
    },
    resume,
    ports: () => [...pairs].flatMap(({ server }) => server.localPort ?? []),
    close: () =>
      new Promise((resolve) => {
        resume();
        listener.close(() => resolve());
        cut();
      }),
  };
}
