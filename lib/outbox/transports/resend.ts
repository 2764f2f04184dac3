import { Resend } from 'resend';
import { z } from 'zod';
import { readPayload } from '@/lib/outbox/payload';
import type { Outcome, Transport } from '@/lib/outbox/transport';
import { judgeRefusal } from './judge-answer';

interface ResendSettings {
  apiKey: string;
  from: string;
  baseUrl: string;
  requestsPerSecond: number;
  timeoutMs?: number;
  clock?: () => number;
}

const TIMEOUT_MS = 15_000;
const accepted = z.object({ data: z.array(z.object({ id: z.string() })) });
// The library passes on whatever a server or a proxy on the way calls an error.
const refused = z.object({
  statusCode: z.number().nullish(),
  name: z.string().default('error'),
  message: z.string().default('without a reason'),
});

/** Mails leave by Resend's batch call, 100 at most a request. */
export function resendTransport(settings: ResendSettings): Transport {
  const { apiKey, from, baseUrl, requestsPerSecond, timeoutMs = TIMEOUT_MS, clock = Date.now } = settings;
  const resend = new Resend(apiKey, { baseUrl });
  return {
    name: 'resend',
    from,
    requestsPerSecond,
    keepsMails: false,
    async send(payload, idempotencyKey, signal) {
      const timeout = AbortSignal.timeout(timeoutMs);
      // `post`, not `batch.send`: that one writes the mails anew, and a retry has to be the same bytes.
      const { data, error, headers } = await resend.post<unknown>('/emails/batch', readPayload(payload), {
        idempotencyKey,
        signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
      });
      if (error !== null) return refusal(error, headers, clock());
      const read = accepted.safeParse(data);
      if (!read.success) return { state: 'unknown', reason: 'the answer to a request was not understood' };
      return { state: 'sent', ids: read.data.data.map(({ id }) => id) };
    },
  };
}

function refusal(error: unknown, headers: Record<string, string> | null, nowMs: number): Outcome {
  const read = refused.safeParse(error);
  if (!read.success) return { state: 'unknown', reason: 'a refusal was not understood' };
  const { statusCode, name, message } = read.data;
  // A proxy's JSON may lack the status; with headers there was an answer, but not what kind of one.
  const status = statusCode ?? null;
  return judgeRefusal({ status, name, message, retryAfter: headers?.['retry-after'] }, nowMs);
}
