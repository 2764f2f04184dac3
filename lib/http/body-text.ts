import { LateError, within } from '@/lib/platform/within';
import { BODY_TIMEOUT_MS, brokenOff, maxBodyBytes, tooLarge, tooSlow } from './body-limits';
import { HttpProblem } from './problem';

/**
 * The body of a request as text, as long as its route allows. Throws HttpProblem `too-large`, `request-timeout`, or
 * `bad-request` where it breaks off or is not UTF-8.
 */
export async function bodyText(request: Request, timeoutMs = BODY_TIMEOUT_MS): Promise<string> {
  const maxBytes = maxBodyBytes(new URL(request.url).pathname);
  const bytes = await within(timeoutMs, bytesOf(request, maxBytes)).catch((error: unknown) => {
    if (error instanceof LateError) throw tooSlow();
    throw error;
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HttpProblem('bad-request', 'The body is not UTF-8: send it so.');
  }
}

async function bytesOf(request: Request, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > maxBytes) break;
      chunks.push(chunk);
    }
  } catch {
    // Whatever it is called, the client's end is no fault of the database.
    throw brokenOff();
  }
  if (size > maxBytes) throw tooLarge(maxBytes);
  return Buffer.concat(chunks);
}
