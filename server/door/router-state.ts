import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state';
import { HttpProblem } from '@/lib/http/problem';

/** Next's name of the header in which an open page says what it shows, when it asks for another. */
const STATE_TREE = 'next-router-state-tree';

/**
 * Throws HttpProblem `bad-request` for a router state that Next cannot read. It is Next's own reader that decides, so
 * that the pages of each version are understood: behind the door it would answer 500.
 */
export function requireRouterState(headers: Readonly<Record<string, unknown>>): void {
  const sent = headers[STATE_TREE];
  if (sent === undefined) return;
  try {
    parseAndValidateFlightRouterState(String(sent));
  } catch {
    throw new HttpProblem('bad-request', `The header ${STATE_TREE} cannot be read: leave it out.`);
  }
}
