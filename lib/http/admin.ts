import { countGuess, noteUse } from '@/lib/platform/rate-limits';
import { HttpProblem } from './problem';
import { isSameSecret } from './secret-compare';

/** Throws HttpProblem `unauthorized` (or, after too many wrong ones, `too-many-requests`) without the admin token. */
export async function permitAdmin(request: Request, adminToken: string | undefined): Promise<void> {
  if (adminToken === undefined) {
    throw unauthorized('No ADMIN_TOKEN is set, so nobody may do this: set one.');
  }
  const [scheme, given] = (request.headers.get('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() === 'bearer' && given !== undefined && isSameSecret(given, adminToken)) {
    noteUse(request, 'ADMIN_TOKEN');
    return;
  }
  if (given !== undefined) await countGuess(request);
  throw unauthorized(
    'Send the header "Authorization: Bearer <ADMIN_TOKEN>" with the admin token of this installation.',
  );
}

function unauthorized(detail: string): HttpProblem {
  return new HttpProblem('unauthorized', detail, { 'WWW-Authenticate': 'Bearer' });
}
