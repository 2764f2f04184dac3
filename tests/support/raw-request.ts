import { connect } from 'node:net';

/** Nothing here takes nearly so long. */
const HUNG_MS = 25_000;

export interface RawAnswer {
  /** 0: the connection ended without an answer. */
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

/**
 * Sends these bytes, whatever they are, and gives the answer: once it is as long as it says, or else once the server ends
 * the connection. Nothing more is sent: a server that waits for the rest is a server that hangs. Rejects after 25 s.
 */
export function sendRaw(port: number, bytes: string | Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    const patience = setTimeout(() => {
      reject(new Error(`no end of the answer to ${String(bytes).slice(0, 200)}`));
      socket.destroy();
    }, HUNG_MS);
    const answer = () => parse(Buffer.concat(chunks).toString('latin1'));
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (isWhole(answer())) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(patience);
      resolve(answer());
    });
    socket.write(bytes);
  });
}

/** A request that ends its connection; `lines` are more headers, each as it is written. */
export function rawRequest(
  requestLine: string,
  lines: readonly string[] = ['Host: a.test'],
  body = '',
): Buffer {
  const head = [`${requestLine} HTTP/1.1`, ...lines, 'Connection: close', '', body].join('\r\n');
  return Buffer.from(head, 'latin1');
}

function isWhole({ headers, body }: RawAnswer): boolean {
  return headers['content-length'] !== undefined && body.length >= Number(headers['content-length']);
}

function parse(answer: string): RawAnswer {
  const [head = '', ...rest] = answer.replace(/^HTTP\/1\.1 100 [\s\S]*?\r\n\r\n/, '').split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const headers = fields.map((field) => [
    field.slice(0, field.indexOf(':')).toLowerCase(),
    field.slice(field.indexOf(':') + 1).trim(),
  ]);
  const read: RawAnswer = {
    status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1] ?? 0),
    headers: Object.fromEntries(headers),
    body: rest.join('\r\n\r\n'),
  };
  return read.headers['transfer-encoding'] === 'chunked' ? { ...read, body: dechunked(read.body) } : read;
}

function dechunked(body: string): string {
  const size = Number.parseInt(body, 16);
  if (!(size > 0)) return '';
  const start = body.indexOf('\r\n') + 2;
  return body.slice(start, start + size) + dechunked(body.slice(start + size + 2));
}
