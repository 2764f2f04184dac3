import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { HttpProblem, problemBody } from './problem';

/** What can be wrong with a request before it is one, by Node's codes. */
const PROBLEMS: Record<string, HttpProblem> = {
  HPE_HEADER_OVERFLOW: new HttpProblem(
    'headers-too-large',
    'Send an address and headers of 16 KB at most, all together.',
  ),
  HPE_INVALID_METHOD: new HttpProblem('not-implemented', 'There is no such method: send GET, for instance.'),
  ERR_HTTP_REQUEST_TIMEOUT: new HttpProblem(
    'request-timeout',
    'The request came too slowly: send it again, at once.',
  ),
};
const OTHER = new HttpProblem('bad-request', 'This is not HTTP/1.1: send a request as RFC 9112 has it.');

/** So long a client has to read why, before its connection is closed. */
const READING_MS = 1_000;

interface WireError extends NodeJS.ErrnoException {
  /** What came last. */
  rawPacket?: Buffer;
}

/** Has what is no request, or comes too slowly or too long, answered by a problem document too. */
export function answerWireErrors(server: Server): void {
  const answered = new WeakSet<Duplex>();
  server.on('clientError', (error: WireError, socket: Duplex) => {
    // What still comes after the first error is dropped: to close now would take the answer from the client.
    if (answered.has(socket)) return;
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    answered.add(socket);
    const line = error.rawPacket?.subarray(0, 8_192).toString('latin1').split('\r\n', 1)[0] ?? '';
    // Whoever asks for the head alone takes a body for the next answer.
    endWith(socket, problemOf(error, line), line.startsWith('HEAD '));
  });
}

function problemOf({ code = '' }: WireError, line: string): HttpProblem {
  // A method is unknown only where the rest is a request.
  if (code === 'HPE_INVALID_METHOD' && !/ HTTP\/1\.[01]$/.test(line)) return OTHER;
  return PROBLEMS[code] ?? OTHER;
}

/** Answers on a bare connection by a problem document, and closes it. */
export function endWith(socket: Duplex, problem: HttpProblem, isHead = false): void {
  const document = problemBody(problem.code, problem.detail, '');
  const body = JSON.stringify(document);
  const head = [
    `HTTP/1.1 ${document.status} ${document.title}`,
    'Connection: close',
    'Cache-Control: no-store',
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.on('error', () => undefined);
  socket.end(`${head.join('\r\n')}\r\n\r\n${isHead ? '' : body}`);
  setTimeout(() => socket.destroy(), READING_MS).unref();
}
