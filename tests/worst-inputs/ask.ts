import { request } from 'node:http';
import type { Input } from './inputs/input';

/** Nothing may take longer. */
const TIMEOUT_MS = 60_000;

export interface Answer {
  status: number;
  bytes: number;
  tookMs: number;
}

/** Asks by a connection of its own, and reads the answer to its end. `client` is the address that is limited. */
export function ask(origin: string, { method, path, headers, body }: Input, client: string): Promise<Answer> {
  const begunMs = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(`${origin}${path}`, {
      method,
      headers: {
        'accept-encoding': 'br, gzip',
        'x-forwarded-for': client,
        ...headers,
        ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      },
      agent: false,
      maxHeaderSize: 64 * 1024,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    asked.on('response', (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, bytes, tookMs: performance.now() - begunMs }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
