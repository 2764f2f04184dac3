import { HttpProblem } from './problem';

/**
 * Throws HttpProblem `forbidden` where a browser says that another site sent this form. Programs send neither header,
 * and may; JSON needs no such check, since a browser asks before it sends that to another site, and is refused.
 */
export function requireSameOrigin(request: Request, appUrl: string): void {
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (site !== null ? site === 'same-origin' || site === 'none' : isOurs(origin, request, appUrl)) return;
  throw new HttpProblem('forbidden', `Another site sent this form: open ${appUrl} and send it from there.`);
}

function isOurs(origin: string | null, request: Request, appUrl: string): boolean {
  if (origin === null || origin === appUrl) return true;
  const host = request.headers.get('host');
  return host !== null && (origin === `http://${host}` || origin === `https://${host}`);
}
