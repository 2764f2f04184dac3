import { IncomingMessage } from 'node:http';
import { BODY_TIMEOUT_MS, brokenOff, tooLarge, tooSlow } from '@/lib/http/body-limits';

/** True if a body follows the headers. */
export function hasBody({ headers }: IncomingMessage): boolean {
  const { 'content-length': length = '0' } = headers;
  return headers['transfer-encoding'] !== undefined || length !== '0';
}

/** Throws HttpProblem `too-large` where the headers say that the body will be longer. */
export function requireShort({ headers }: IncomingMessage, maxBytes: number): void {
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
}

/**
 * Reads the body of a request to its end. Rejects with HttpProblem `too-large` as soon as it is longer than `maxBytes`,
 * `request-timeout` where it does not come in time, `bad-request` where it breaks off.
 */
export function readWhole(
  request: IncomingMessage,
  maxBytes: number,
  timeoutMs = BODY_TIMEOUT_MS,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (outcome: () => void): void => {
      clearTimeout(timer);
      request.off('data', take).off('end', whole).off('close', gone);
      outcome();
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > maxBytes) settle(() => reject(tooLarge(maxBytes)));
      else chunks.push(chunk);
    };
    const whole = (): void => settle(() => resolve(Buffer.concat(chunks)));
    const gone = (): void => settle(() => reject(brokenOff()));
    const timer = setTimeout(() => settle(() => reject(tooSlow())), timeoutMs);
    request.on('data', take).on('end', whole).on('close', gone);
  });
}

/** The same request, with this body in memory; an empty one is none. */
export function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const { 'transfer-encoding': _, 'content-length': __, ...headers } = request.headers;
  const whole = new IncomingMessage(request.socket);
  const { httpVersion, httpVersionMajor, httpVersionMinor, method, url, rawHeaders } = request;
  Object.assign(whole, { httpVersion, httpVersionMajor, httpVersionMinor, method, url, rawHeaders });
  whole.headers = body.length === 0 ? headers : { ...headers, 'content-length': String(body.length) };
  whole.complete = true;
  if (body.length > 0) whole.push(body);
  whole.push(null);
  return whole;
}
