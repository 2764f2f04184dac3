import type { IncomingMessage, ServerResponse } from 'node:http';
// Not by its index, which needs a running Next: this runs before.
import { problemBody } from '@/lib/http/problem';
import { log } from '@/lib/log';

/** Says that there is no answer from the origin. */
export function refuse({ url = '/' }: IncomingMessage, response: ServerResponse, error: unknown): void {
  log().warn({ err: error, url }, 'no answer from the origin');
  const detail = 'No answer came in time: send the same request again later.';
  response.writeHead(503, {
    'cache-control': 'no-store',
    'content-type': 'application/problem+json; charset=utf-8',
    'retry-after': '5',
  });
  response.end(JSON.stringify(problemBody('unavailable', detail, url.split('?')[0] ?? url)));
}
