import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { log } from '@/lib/platform/log';
import { paintFirst } from './paint-first';
import { contentSecurityPolicy } from './policy';
import type { TrustedCode } from './trusted-code';

const POLICY = 'content-security-policy';

/**
 * Around the handler of pages: each page is held until it is whole, and sent with the policy that names its scripts.
 * All other answers pass as they come.
 */
export function holdPages(handler: RequestListener, trusted: TrustedCode): RequestListener {
  return (request, response) => {
    hold(request, response, trusted);
    // Who waits for the handler learns when it has done its work.
    return handler(request, response);
  };
}

function hold(request: IncomingMessage, response: ServerResponse, trusted: TrustedCode): void {
  const { writeHead, write, end, flushHeaders } = response;
  const chunks: Buffer[] = [];
  let isHeld: boolean | null = null;

  /** Decided once, as the first of the answer comes. */
  const holds = (): boolean => {
    isHeld ??= String(response.getHeader('content-type') ?? '').startsWith('text/html');
    return isHeld;
  };
  const take = (chunk: unknown, encoding: unknown): void => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk, asEncoding(encoding)));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };

  // None of these is ever put back: what compresses answers has laid its own over them by then.
  response.writeHead = (status: number, ...rest: unknown[]) => {
    if (isHeld === false) return Reflect.apply(writeHead, response, [status, ...rest]);
    response.statusCode = status;
    const headers = rest.find((each) => typeof each === 'object' && each !== null);
    if (isHeaders(headers)) {
      for (const [name, value] of Object.entries(headers)) {
        if (value !== undefined) response.setHeader(name, value);
      }
    }
    return holds() ? response : writeHead.call(response, status);
  };
  response.flushHeaders = () => {
    if (!holds()) flushHeaders.call(response);
  };
  response.write = (...given: unknown[]) => {
    if (!holds()) return Reflect.apply(write, response, given);
    take(given[0], given[1]);
    const done = given.find((each) => typeof each === 'function');
    if (typeof done === 'function') process.nextTick(() => done(null));
    return true;
  };
  response.end = (...given: unknown[]) => {
    if (!holds()) return Reflect.apply(end, response, given);
    take(given[0], given[1]);
    isHeld = false;
    const body = finished(Buffer.concat(chunks), response);
    const { header, refused } = contentSecurityPolicy(textOf(body, response), trusted);
    if (refused.length > 0) log().warn({ url: request.url, refused }, 'a page has scripts that are not ours');
    response.setHeader(POLICY, header);
    const done = given.filter((each) => typeof each === 'function');
    return Reflect.apply(end, response, [body, ...done]);
  };
}

/** As it is sent. One that is compressed already stays as it is: behind it nothing compresses any more. */
function finished(body: Buffer, response: ServerResponse): Buffer {
  if (response.hasHeader('content-encoding')) return body;
  const page = Buffer.from(paintFirst(body.toString('utf8')));
  if (response.hasHeader('content-length')) response.setHeader('content-length', page.length);
  return page;
}

function textOf(body: Buffer, response: ServerResponse): string {
  const encoding = response.getHeader('content-encoding');
  if (encoding === 'gzip') return gunzipSync(body).toString('utf8');
  if (encoding === 'br') return brotliDecompressSync(body).toString('utf8');
  return body.toString('utf8');
}

function asEncoding(value: unknown): BufferEncoding {
  return typeof value === 'string' && Buffer.isEncoding(value) ? value : 'utf8';
}

function isHeaders(value: unknown): value is OutgoingHttpHeaders {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
