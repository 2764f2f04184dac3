import type { IncomingHttpHeaders } from 'node:http';
import { countGuess, noteUse } from './limits';
import { isSameSecret } from './secret-compare';

/** The header in which the self-hosted server tells the routes whether somebody on this machine asks. */
export const CLIENT_IS_LOCAL = 'x-client-is-local';

const PASSED_ON = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'];

/** True for a connection of this machine, unless it is a proxy's, which speaks for somebody. */
export function isLocal(socketAddress: string | undefined, headers: IncomingHttpHeaders): boolean {
  const address = (socketAddress ?? '').replace(/^::ffff:/, '');
  return (/^127\./.test(address) || address === '::1') && !PASSED_ON.some((name) => name in headers);
}

/**
 * Whether this client may read the local mailbox: it is on this machine, or sends the admin token as the password of
 * HTTP's Basic scheme, which every browser asks for. Throws HttpProblem `too-many-requests` after too many wrong ones.
 */
export async function mayReadMails(
  request: Request,
  { adminToken, onVercel }: { adminToken: string | undefined; onVercel: boolean },
): Promise<boolean> {
  // There nobody overwrites what a client sends.
  if (!onVercel && request.headers.get(CLIENT_IS_LOCAL) === 'yes') return true;
  const [scheme, given] = (request.headers.get('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic' || given === undefined) return false;
  const password = Buffer.from(given, 'base64')
    .toString('utf8')
    .replace(/^[^:]*:/, '');
  if (adminToken !== undefined && isSameSecret(password, adminToken)) {
    noteUse(request, 'ADMIN_TOKEN');
    return true;
  }
  await countGuess(request);
  return false;
}
