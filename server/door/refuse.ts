import type { IncomingMessage, ServerResponse } from 'node:http';
import { type HttpProblem, problemBody } from '@/lib/http/problem';
import { ANSWER_HEADERS, API_POLICY } from '@/server/csp/answer-headers';

/** So much of a refused body is read and dropped: a client that is cut off as it sends never reads why. */
const MAX_DROPPED_BYTES = 1024 * 1024;
const MAX_DROPPING_MS = 2_000;

/** Answers a request by a problem document, at once. Where its body has not been read, the connection ends after it. */
export function refuse(request: IncomingMessage, response: ServerResponse, problem: HttpProblem): void {
  const instance = (request.url ?? '').split('?', 1)[0] ?? '';
  const body = JSON.stringify(problemBody(problem.code, problem.detail, instance));
  for (const { key, value } of [...ANSWER_HEADERS, API_POLICY]) response.setHeader(key, value);
  response.writeHead(problem.status, {
    'Cache-Control': 'no-store',
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    ...problem.headers,
    ...(request.complete ? {} : { Connection: 'close' }),
  });
  if (request.complete) return void response.end(body);
  response.write(body);
  dropRest(request, () => response.end());
}

/** Reads and drops what a client still sends, not for long; then calls `onDone` once. */
function dropRest(request: IncomingMessage, onDone: () => void): void {
  let dropped = 0;
  const timer = setTimeout(done, MAX_DROPPING_MS);
  function done(): void {
    clearTimeout(timer);
    request.off('data', drop).off('end', done).off('close', done);
    onDone();
  }
  function drop(chunk: Buffer): void {
    dropped += chunk.length;
    if (dropped > MAX_DROPPED_BYTES) done();
  }
  request.on('data', drop).on('end', done).on('close', done);
}
