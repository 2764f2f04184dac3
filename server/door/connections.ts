import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { hasBody } from './whole-body';

export interface Connections {
  /** Closes all of them at once. */
  closeAll(): void;
}

/**
 * Keeps at most `max` connections open at a time. A new one beyond that takes the place of one that waits for its own
 * client: the one that has been silent longest, or else one whose client does not read its answer. Where all are at
 * work, the new one is closed. `onFull` is called for each connection closed so, and may be called often.
 */
export function boundConnections(server: Server, max: number, onFull: () => void): Connections {
  const open = new Set<Socket>();
  /** Those with no whole request under way, the longest silent first. */
  const silent = new Set<Socket>();
  /** How many requests of a connection are under way. */
  const underWay = new Map<Socket, number>();

  const begin = (socket: Socket): void => {
    silent.delete(socket);
    underWay.set(socket, (underWay.get(socket) ?? 0) + 1);
  };
  const end = (socket: Socket): void => {
    const left = (underWay.get(socket) ?? 1) - 1;
    if (left > 0) return void underWay.set(socket, left);
    underWay.delete(socket);
    if (open.has(socket)) silent.add(socket);
  };
  const forget = (socket: Socket): void => {
    open.delete(socket);
    silent.delete(socket);
    underWay.delete(socket);
  };
  const makeRoom = (): void => {
    const victim = first(silent) ?? unread(underWay.keys());
    if (victim === undefined) return;
    // At once, since it tells of its end later: many connections may come before that.
    forget(victim);
    victim.destroy();
  };

  server.maxConnections = max;
  server.on('drop', onFull);
  server.on('connection', (socket: Socket) => {
    // One place is always free: at `max` Node would close the new connection instead of an old one.
    if (open.size >= max - 1) {
      onFull();
      makeRoom();
    }
    open.add(socket);
    silent.add(socket);
    socket.once('close', () => forget(socket));
  });
  const watch = (request: IncomingMessage, response: ServerResponse): void => {
    const { socket } = request;
    let state: 'sending' | 'whole' | 'answered' = 'sending';
    const arrived = (): void => {
      if (state === 'answered') return;
      state = 'whole';
      begin(socket);
    };
    // A request whose body has not come yet still waits for its client.
    if (hasBody(request)) request.once('end', arrived);
    else arrived();
    response.once('close', () => {
      if (state === 'whole') end(socket);
      state = 'answered';
    });
  };
  for (const event of ['request', 'checkContinue', 'checkExpectation']) server.prependListener(event, watch);

  return {
    closeAll() {
      for (const socket of open) socket.destroy();
    },
  };
}

function first<T>(values: Iterable<T>): T | undefined {
  for (const value of values) return value;
  return undefined;
}

/** A connection that holds an answer which its client does not read. */
function unread(sockets: Iterable<Socket>): Socket | undefined {
  for (const socket of sockets) if (socket.writableLength > 0) return socket;
  return undefined;
}
