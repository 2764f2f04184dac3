import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests that wait behind the one being answered. This many on any connection ... */
const MIN_WAITING = 16;
/** ... and more where there is room: on one connection, and on all together. */
const MAX_WAITING = 1000;
const MAX_WAITING_IN_ALL = 2000;

/** A client that takes nothing of its answer for this long, or of a connection without a request, is cut off. */
const UNREAD_TIMEOUT_MS = 20_000;

interface Connection {
  isBusy: boolean;
  waiting: [IncomingMessage, ServerResponse][];
}

/**
 * Guards a listener against clients that send much and read nothing: the requests of one connection are answered one
 * after the other, a connection with too many of them is closed, and so is one that does not take its answer.
 */
export function serialize(
  server: Server,
  listener: RequestListener,
  unreadTimeoutMs = UNREAD_TIMEOUT_MS,
): RequestListener {
  const connections = new WeakMap<Socket, Connection>();
  let waitingInAll = 0;

  function connectionOf(socket: Socket): Connection {
    const known = connections.get(socket);
    if (known !== undefined) return known;
    const connection: Connection = { isBusy: false, waiting: [] };
    connections.set(socket, connection);
    socket.once('close', () => {
      waitingInAll -= connection.waiting.length;
      connection.waiting = [];
    });
    return connection;
  }

  function begin(connection: Connection, request: IncomingMessage, response: ServerResponse): void {
    connection.isBusy = true;
    response.once('close', () => {
      connection.isBusy = false;
      // Not at once: others come in between.
      if (connection.waiting.length > 0) setImmediate(next, connection);
    });
    listener(request, response);
  }

  function next(connection: Connection): void {
    const following = connection.waiting.shift();
    if (following === undefined) return;
    waitingInAll -= 1;
    begin(connection, ...following);
  }

  server.timeout = unreadTimeoutMs;
  server.on('timeout', (socket: Socket) => {
    const isOurTurn = connections.get(socket)?.isBusy === true && socket.writableLength === 0;
    if (isOurTurn) socket.setTimeout(unreadTimeoutMs);
    else socket.destroy();
  });

  return (request, response) => {
    const connection = connectionOf(request.socket);
    const { waiting, isBusy } = connection;
    if (!isBusy && waiting.length === 0) return begin(connection, request, response);
    const isRoom = waiting.length < MAX_WAITING && waitingInAll < MAX_WAITING_IN_ALL;
    if (!isRoom && waiting.length >= MIN_WAITING) {
      request.socket.destroy();
      return;
    }
    waiting.push([request, response]);
    waitingInAll += 1;
  };
}
