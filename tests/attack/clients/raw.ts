import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** One request as it goes over the wire. */
export function rawGet(path: string, headers: Record<string, string> = {}): string {
  const lines = Object.entries({ Host: 'x', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** A connection on which nothing is read unless asked for; what breaks it off is no error. */
export async function openSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  return socket;
}

/** Sends all of it as one packet. */
export async function sendAtOnce(port: number, packet: string): Promise<Socket> {
  const socket = await openSocket(port);
  socket.write(packet);
  return socket;
}

/** Opens many connections, some at a time. */
export async function openMany(count: number, open: (i: number) => Promise<Socket>): Promise<Socket[]> {
  const sockets: Socket[] = [];
  for (let i = 0; i < count; i += 50) {
    const some = Array.from({ length: Math.min(50, count - i) }, (_, j) => open(i + j));
    sockets.push(...(await Promise.all(some)));
  }
  return sockets;
}
