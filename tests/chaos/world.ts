import { type Quote, VENUES, type Venue } from '@/tests/support/exchange/synthetic';
import { between, seeded } from './random';

/** A day has 32 slots. */
export const INTERVAL_MS = 2_700_000;
export const START_MS = Date.UTC(2026, 10, 24);
export const VENUES_IN_USE: readonly Venue[] = VENUES.slice(0, 4);

const MARKETS = 6;

/** What a venue says in a slot: follows from the seed, the venue and the slot alone. */
export function quotesOf(seed: number, venue: Venue, slot: number): Quote[] {
  return Array.from({ length: MARKETS }, (_, market) => {
    const own = seeded(seed * 1_000 + market);
    const price = 10 ** between(own, -3, 4);
    const shared = seeded(seed * 1_000_003 + slot * 31 + market);
    const here = seeded(seed * 7_919 + slot * 131 + market * 17 + VENUES.indexOf(venue));
    const wave = 1 + 0.02 * Math.sin(slot / 5 + market) + 0.004 * shared() + 0.001 * here();
    const last = price * wave * jump(own, slot) * lie(seed, venue, market, slot);
    const baseVolume = (2e6 / price) * (1 + 0.1 * here()) * jump(own, slot);
    return {
      base: `COIN${market}`,
      quote: market % 3 === 2 ? 'USD' : 'USDT',
      last: Number(last.toPrecision(9)),
      baseVolume: Number(baseVolume.toPrecision(9)),
      quoteVolume: Number((baseVolume * last).toPrecision(12)),
      stampedAtMs: START_MS + slot * INTERVAL_MS,
    };
  });
}

/** Some coins multiply on all venues for a while. */
function jump(own: () => number, slot: number): number {
  if (own() < 0.5) return 1;
  const from = between(own, 13, 26);
  const lasts = between(own, 2, 20);
  const factor = own() < 0.7 ? 4 : 0.2;
  return slot >= from && slot < from + lasts ? factor : 1;
}

/** One venue lies about one coin for a while. */
function lie(seed: number, venue: Venue, market: number, slot: number): number {
  const random = seeded(seed + 5);
  const from = between(random, 12, 24);
  const isLiar = VENUES_IN_USE.indexOf(venue) === between(random, 0, 3) && market === between(random, 0, 5);
  return isLiar && slot >= from && slot < from + 9 ? 10 : 1;
}
