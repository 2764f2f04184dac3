import { isDatabaseUnavailable } from '@/lib/db';
import { HttpProblem } from '@/lib/http';
import { getWatches, type Managed, type Peeked, peek, subscriberDeps } from '@/lib/subscribers';

/** What a page says about its link; `unavailable` where nobody can tell now. */
export async function look(token: string): Promise<Peeked | { state: 'unavailable' }> {
  return orUnavailable(() => peek(subscriberDeps(), token));
}

/** What the page to manage shows; `expired` for a link that does nothing any more. */
export async function lookAtWatches(
  token: string,
): Promise<{ state: 'valid'; managed: Managed } | { state: 'expired' | 'unavailable' }> {
  return orUnavailable(async () => {
    try {
      return { state: 'valid', managed: await getWatches(subscriberDeps(), token) };
    } catch (error) {
      if (error instanceof HttpProblem && error.code !== 'unavailable') return { state: 'expired' };
      throw error;
    }
  });
}

async function orUnavailable<T>(work: () => Promise<T>): Promise<T | { state: 'unavailable' }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HttpProblem || isDatabaseUnavailable(error)) return { state: 'unavailable' };
    throw error;
  }
}
