import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { DAY_MS } from '@/lib/model/time';

const mailSchema = z.object({
  from: z.string(),
  to: z.array(z.string()).min(1),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
});

/** A mail that Resend would have sent. */
export interface AcceptedMail extends z.output<typeof mailSchema> {
  id: string;
  key: string;
}

/** What goes wrong with one request. */
export type Fault =
  | { is: 'none' }
  | { is: 'status'; status: number; name: string; retryAfter?: string }
  /** A page of a proxy instead of JSON. */
  | { is: 'html'; status: number }
  /** Never answers; accepts or not before that. */
  | { is: 'hang'; accepts: boolean }
  /** Closes the connection; accepts or not before that. */
  | { is: 'drop'; accepts: boolean };

export interface FakeResend {
  origin: string;
  /** In the order of their acceptance. */
  accepted: AcceptedMail[];
  /** One for each request of a batch, also refused ones. */
  requests: { key: string; body: string; atMs: number }[];
  /** For the next requests, one each. */
  plan(...faults: Fault[]): void;
  /** A batch with a mail to such an address is refused as a whole (422). */
  refused: Set<string>;
  /** Called as a request of this API key is accepted, before it is answered. */
  onAccepted: ((apiKey: string) => void) | null;
  close(): Promise<void>;
}

interface Remembered {
  /** Of the body: a day of bodies is too much to keep. */
  digest: string;
  ids: string[];
  atMs: number;
}

/**
 * A server that speaks Resend's HTTP: batches of 100 at most, keys that it remembers for 24 h by the given clock,
 * 409 for a key with another payload. Keys that begin with `re_` are known to it; domains that begin with
 * `unverified` are not verified.
 */
export async function startResend(clock: () => number = Date.now): Promise<FakeResend> {
  const faults: Fault[] = [];
  const remembered = new Map<string, Remembered>();
  const fake: Omit<FakeResend, 'origin' | 'close'> = {
    accepted: [],
    requests: [],
    refused: new Set(),
    onAccepted: null,
    plan: (...more) => void faults.push(...more),
  };

  /** What to answer; accepts the mails of a new key. */
  function accept(apiKey: string, key: string, body: string): [status: number, answer: object] {
    const digest = createHash('sha256').update(body).digest('hex');
    const known = remembered.get(key);
    if (known !== undefined && clock() - known.atMs < DAY_MS) {
      return known.digest === digest
        ? [200, success(known.ids)]
        : [409, error(409, 'invalid_idempotent_request')];
    }
    const read = z.array(mailSchema).min(1).max(100).safeParse(JSON.parse(body));
    if (!read.success) return [422, error(422, 'validation_error')];
    const bad = read.data.find(({ to }) => to.some((address) => fake.refused.has(address)));
    if (bad !== undefined) return [422, error(422, 'validation_error', `Invalid \`to\` field: ${bad.to}`)];
    if (read.data.some(({ from }) => /@unverified/.test(from))) {
      return [403, error(403, 'validation_error', 'The domain is not verified.')];
    }
    const mails = read.data.map((mail) => ({ ...mail, id: randomUUID(), key }));
    fake.accepted.push(...mails);
    const ids = mails.map(({ id }) => id);
    remembered.set(key, { digest, ids, atMs: clock() });
    fake.onAccepted?.(apiKey);
    return [200, success(ids)];
  }

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await text(incoming);
    const apiKey = (incoming.headers.authorization ?? '').replace(/^Bearer /, '');
    const key = String(incoming.headers['idempotency-key'] ?? '');
    if (incoming.url !== '/emails/batch' || incoming.method !== 'POST') {
      return reply(outgoing, 404, error(404, 'not_found'));
    }
    if (!apiKey.startsWith('re_')) return reply(outgoing, 401, error(401, 'invalid_api_key'));
    fake.requests.push({ key, body, atMs: clock() });
    const fault = faults.shift() ?? { is: 'none' };
    if (fault.is === 'status') {
      const headers: Record<string, string> =
        fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
      return reply(outgoing, fault.status, error(fault.status, fault.name), headers);
    }
    if (fault.is === 'html') {
      outgoing.writeHead(fault.status, { 'content-type': 'text/html' });
      return void outgoing.end('<html>Bad Gateway</html>');
    }
    if (fault.is === 'none') return reply(outgoing, ...accept(apiKey, key, body));
    if (fault.accepts) accept(apiKey, key, body);
    if (fault.is === 'drop') outgoing.destroy();
  }

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((failure) => outgoing.destroy(failure));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return Object.assign(fake, {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function success(ids: string[]): object {
  return { data: ids.map((id) => ({ id })) };
}

function error(statusCode: number, name: string, message = name): object {
  return { statusCode, name, message };
}

function reply(
  outgoing: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
  outgoing.end(JSON.stringify(body));
}
