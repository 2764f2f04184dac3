import type { IncomingMessage, ServerResponse } from 'node:http';
// Not by its index, which needs a running Next: this runs before.
import { problemBody } from '@/lib/http/problem';
import { log } from '@/lib/platform/log';
import { BusyError } from './busy-error';

const RETRY_AFTER_SECONDS = 5;

/** Says that there is no answer from the origin, or that there is too much to do to ask it. */
export function refuse({ url = '/' }: IncomingMessage, response: ServerResponse, error: unknown): void {
  const isBusy = error instanceof BusyError;
  // Under load this would be most of what is logged.
  if (isBusy) log().debug({ url }, 'too busy to answer');
  else log().warn({ err: error, url }, 'no answer from the origin');
  const seconds = isBusy ? error.retryAfterSeconds : RETRY_AFTER_SECONDS;
  const detail = isBusy
    ? `The server is busy: send the same request again in ${seconds} seconds.`
    : 'No answer came in time: send the same request again later.';
  response.writeHead(503, {
    'cache-control': 'no-store',
    'content-type': 'application/problem+json; charset=utf-8',
    'retry-after': String(seconds),
  });
  response.end(JSON.stringify(problemBody('unavailable', detail, url.split('?')[0] ?? url)));
}
