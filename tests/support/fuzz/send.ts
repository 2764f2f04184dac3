import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { FuzzRequest } from './requests';

export interface Answered {
  status: number;
  type: string;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Nothing here takes nearly so long. */
const HUNG_MS = 20_000;

/** Sends a request as it is written, also where its path keeps to no rule. Rejects where no answer comes. */
export function send(origin: string, { method, path, headers, body }: FuzzRequest): Promise<Answered> {
  const url = new URL(origin);
  return new Promise((resolve, reject) => {
    const asked = request({
      host: url.hostname,
      port: url.port,
      method,
      path,
      headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
      signal: AbortSignal.timeout(HUNG_MS),
    });
    asked.on('error', reject);
    asked.on('response', (answer) => {
      text(answer).then(
        (read) =>
          resolve({
            status: answer.statusCode ?? 0,
            type: answer.headers['content-type'] ?? '',
            headers: answer.headers,
            text: read,
          }),
        reject,
      );
    });
    asked.end(body);
  });
}

/** What is wrong with an answer; nothing, if all is as it should be. */
export function faultOf(
  { method, path }: FuzzRequest,
  { status, type, text: body }: Answered,
): string | null {
  // That is what it is asked.
  const isDown = path.startsWith('/api/health') && status === 503 && type.startsWith('application/json');
  if (isDown) return null;
  if (status >= 500) return `it was answered ${status}: ${body.slice(0, 300)}`;
  // `%2e%2e` leads out of the API, to a page that says so.
  const isRefused = status >= 400 && isOfApi(path);
  if (isRefused && !type.startsWith('application/problem+json'))
    return `${status} came as ${type || 'nothing'}`;
  if (isRefused && method !== 'HEAD' && !/"detail":"[^"]/.test(body))
    return `${status} does not say what to send`;
  const leak = LEAK.exec(body);
  return isRefused && leak !== null ? `${status} tells of the inside: ${leak[0]}` : null;
}

function isOfApi(path: string): boolean {
  return !URL.canParse(path, 'http://api') || new URL(path, 'http://api').pathname.startsWith('/api/');
}

/** Of a stack, a statement, a file or a version. */
const LEAK =
  /\bat \w+.*\.(?:js|ts):\d+|\bSELECT .+ FROM\b|node_modules|\/lib\/[\w/-]+\.ts|PostgreSQL|Node\.js|pg_/;
