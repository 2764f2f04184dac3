import { HttpProblem } from '@/lib/http';
import { targetKey } from '@/lib/model/market-pattern';
import { isDatabaseUnavailable } from '@/lib/platform/database';
import {
  getMutes,
  getWatches,
  type Managed,
  muteSchema,
  type Peeked,
  peek,
  subscriberDeps,
} from '@/lib/subscribers';

/** What a page says about its link; `unavailable` where nobody can tell now. */
export async function look(token: string): Promise<Peeked | { state: 'unavailable' }> {
  return orUnavailable(() => peek(subscriberDeps(), token));
}

/** What the page to manage shows; `expired` for a link that does nothing any more. */
export async function lookAtWatches(
  token: string,
): Promise<{ state: 'valid'; managed: Managed } | { state: 'expired' | 'unavailable' }> {
  return orExpired(async () => ({ state: 'valid', managed: await getWatches(subscriberDeps(), token) }));
}

interface LookedAtMute {
  state: 'valid';
  email: string;
  dimension: string;
  /** ms UTC: infinity for ever, null where it is not muted. */
  until: number | null;
}

/** What the page to mute shows of the market, or base, in its address. */
export async function lookAtMutes(
  token: string,
  sent: unknown,
): Promise<LookedAtMute | { state: 'expired' | 'unavailable' }> {
  const dimension = muteSchema.shape.dimension.safeParse(sent);
  if (!dimension.success) return { state: 'expired' };
  return orExpired(async () => {
    const { email, mutes } = await getMutes(subscriberDeps(), token);
    const kept = mutes.find((mute) => targetKey(mute.dimension) === targetKey(dimension.data));
    const name = kept?.dimension ?? dimension.data;
    return { state: 'valid', email, dimension: name, until: kept ? untilMs(kept.until) : null };
  });
}

/** ms UTC; infinity for ever. */
export function untilMs(until: string | null): number {
  return until === null ? Number.POSITIVE_INFINITY : Date.parse(until);
}

async function orExpired<T>(work: () => Promise<T>) {
  return orUnavailable(async () => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof HttpProblem && error.code !== 'unavailable') return { state: 'expired' as const };
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
