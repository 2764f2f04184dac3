import { env } from '@/lib/platform/env';
import { countGuess, noteUse } from '@/lib/platform/rate-limits';
import { HttpProblem } from './problem';
import { type Handler, route } from './route';
import { isSameSecret } from './secret-compare';

/**
 * A route for the scheduler alone: GET with `Authorization: Bearer <CRON_SECRET>` runs the job and answers its
 * outcome. Without the right secret 401; HEAD is refused, since a look must not start a job.
 */
export function cronRoute(job: () => Promise<object>) {
  const run: Handler = async (request) => {
    const authorization = request.headers.get('authorization');
    if (!isPermitted(authorization, env().cronSecret)) {
      if (authorization !== null) await countGuess(request);
      permit(authorization, env().cronSecret);
    }
    noteUse(request, 'CRON_SECRET');
    return Response.json(await job(), { headers: { 'Cache-Control': 'no-store' } });
  };
  return route({ GET: run });
}

function isPermitted(authorization: string | null, secret: string | undefined): boolean {
  const [scheme, given] = (authorization ?? '').split(' ');
  return (
    secret !== undefined &&
    scheme?.toLowerCase() === 'bearer' &&
    given !== undefined &&
    isSameSecret(given, secret)
  );
}

/** Throws HttpProblem `unauthorized` unless the header carries the secret. */
export function permit(authorization: string | null, secret: string | undefined): void {
  if (secret === undefined) {
    throw unauthorized('No CRON_SECRET is set, so nobody may call this: set one of 16 characters or more.');
  }
  if (isPermitted(authorization, secret)) return;
  throw unauthorized(
    'Send the header "Authorization: Bearer <CRON_SECRET>" with the secret of this installation.',
  );
}

function unauthorized(detail: string): HttpProblem {
  return new HttpProblem('unauthorized', detail, { 'WWW-Authenticate': 'Bearer' });
}
