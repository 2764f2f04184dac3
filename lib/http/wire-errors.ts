import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { problemBody } from './problem';

/** What can be wrong with a request before it is one. */
const PROBLEMS: Record<string, [status: number, title: string, detail: string]> = {
  HPE_HEADER_OVERFLOW: [
    431,
    'Request Header Fields Too Large',
    'Send an address and headers of 16 KB at most, all together.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request came too slowly: send it again, at once.'],
};
const OTHER: [number, string, string] = [
  400,
  'Bad Request',
  'This is not HTTP/1.1: send a request as RFC 9112 has it.',
];

interface WireError extends NodeJS.ErrnoException {
  /** What came last. */
  rawPacket?: Buffer;
}

/** Has what is no request, or comes too slowly or too long, answered by a problem document too. */
export function answerWireErrors(server: Server): void {
  server.on('clientError', (error: WireError, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const [status, title, detail] = PROBLEMS[error.code ?? ''] ?? OTHER;
    const body = JSON.stringify({ type: 'about:blank', title, status, detail });
    // Whoever asks for the head alone takes a body for the next answer.
    const isHead = error.rawPacket?.subarray(0, 5).toString('latin1') === 'HEAD ';
    const headers = [
      `HTTP/1.1 ${status} ${title}`,
      'Connection: close',
      'Cache-Control: no-store',
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    socket.end(`${headers.join('\r\n')}\r\n\r\n${isHead ? '' : body}`);
  });
}

/** False for an address whose percent-encoding is none: what is behind this would fail over it. */
export function isAddress(url: string): boolean {
  try {
    decodeURIComponent(url.split('?')[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

/** Answers a request to what is no address. */
export function refuseAddress(response: ServerResponse, url: string): void {
  const detail = 'The address is not percent-encoded UTF-8: write a % as %25.';
  response.writeHead(400, {
    'Cache-Control': 'no-store',
    'Content-Type': 'application/problem+json; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(JSON.stringify(problemBody('bad-request', detail, url.split('?')[0] ?? '')));
}
