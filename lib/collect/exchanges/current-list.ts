import { z } from 'zod';
import { dimensionName } from '@/lib/model/market-name';
import { HOUR_MS } from '@/lib/model/time';
import { log } from '@/lib/platform/log';
import type { Client } from './client';
import { SourceFailure } from './failure';
import { type HeldMarkets, LIST_LIMITS, withoutSuddenGrowth } from './list-growth';
import { keptMarkets, rejectedMarkets } from './market-list';
import type { MarketList, MarketListStore } from './market-lists';

export interface ListDeps {
  /** ms since the epoch, UTC. */
  clock: () => number;
  marketLists: MarketListStore;
}

/** Clocks of two machines may differ by this much. */
const MAX_SKEW_MS = 60_000;
/** From here on it is listed again, after the tickers have been read. */
const LIST_OLD_MS = 6 * HOUR_MS;
/** The same while markets wait to be confirmed. */
const LIST_HELD_MS = HOUR_MS;
/** Before this, new listings do not make it list again: exchanges announce them, and list a few a day. */
const LIST_AGAIN_MS = 30 * 60_000;
/** Before this, a list is not what a read fails by. */
const LIST_FRESH_MS = 10 * 60_000;
/** From here on it is not used any more. */
const LIST_DEAD_MS = 7 * 24 * HOUR_MS;

const heldRows = z.array(z.tuple([z.string(), z.number()])).catch([]);

/** The stored list of this exchange; null where there is none that can be used. */
export async function keptList(
  exchange: string,
  { marketLists, clock }: ListDeps,
): Promise<MarketList | null> {
  const kept = await marketLists.read(exchange).catch(notKept);
  if (kept === null || clock() - kept.listedAtMs > LIST_DEAD_MS) return null;
  const markets = keptMarkets(kept.markets);
  if (markets === null) return null;
  const { data: rejected = null } = rejectedMarkets.safeParse(kept.rejected);
  const { listedAtMs, unlisted } = kept;
  return { listedAtMs, markets, rejected, held: new Map(heldRows.parse(kept.held ?? [])), unlisted };
}

/** Asks the exchange for its markets, and stores those that are believed. Throws SourceFailure. */
export async function listMarkets(
  exchange: string,
  client: Client,
  kept: MarketList | null,
  { marketLists, clock }: ListDeps,
): Promise<MarketList> {
  const listedAtMs = clock();
  const { markets: listed, rejected } = await client.listMarkets();
  const { maxMarkets } = LIST_LIMITS;
  if (listed.length > maxMarkets) {
    throw new SourceFailure(
      `lists ${listed.length} spot markets, and no exchange has more than ${maxMarkets}`,
    );
  }
  const believed =
    kept === null
      ? { markets: listed, held: new Map() }
      : await believedOf(exchange, listed, kept, listedAtMs, marketLists);
  const list: MarketList = { listedAtMs, rejected, ...believed, unlisted: null };
  const [before, now] = [kept === null ? [] : remarks(kept), remarks(list)];
  for (const remark of now) if (!before.includes(remark)) log().warn({ exchange }, `${exchange}: ${remark}`);
  await marketLists.write(exchange, list).catch(notKept);
  return list;
}

/** What is to be said of a list that is not whole. */
export function remarks({ rejected, held }: MarketList): string[] {
  const said: string[] = [];
  if (rejected !== null) {
    const { count, first } = rejected;
    said.push(
      count === 1
        ? `1 market is left out: ${first}`
        : `${count} markets are left out, the first because ${first}`,
    );
  }
  if (held.size > 0) {
    const until = new Date(Math.max(...held.values()) + LIST_LIMITS.confirmMs).toISOString();
    said.push(
      `${held.size} markets appeared at once: they wait to be confirmed by further listings until ${until}`,
    );
  }
  return said;
}

/** Whether a read that failed by this list is worth a newer one. */
export function isWorthListing({ listedAtMs }: MarketList, nowMs: number): boolean {
  return Math.abs(nowMs - listedAtMs) > LIST_FRESH_MS;
}

/**
 * Whether to list again, after a read in which `unlisted` tickers were of no listed market: more than before are new
 * listings. The chance of a list that is just old grows over an hour, so that the sources do not all list in the same
 * collection. One that is dated ahead of the clock is of unknown age.
 */
export function isOld(
  { listedAtMs, held, unlisted: before }: MarketList,
  unlisted: number,
  nowMs: number,
  random: number,
): boolean {
  const ageMs = nowMs - listedAtMs;
  if (before !== null && unlisted > before && ageMs > LIST_AGAIN_MS) return true;
  return ageMs > (held.size > 0 ? LIST_HELD_MS : LIST_OLD_MS + random * HOUR_MS) || ageMs < -MAX_SKEW_MS;
}

async function believedOf(
  exchange: string,
  listed: MarketList['markets'],
  kept: MarketList,
  nowMs: number,
  marketLists: MarketListStore,
): Promise<{ markets: MarketList['markets']; held: HeldMarkets }> {
  const ids = new Set(kept.markets.map(({ id }) => id));
  const decide = (collected: ReadonlySet<string>) =>
    withoutSuddenGrowth(
      listed,
      ({ id, base, quote }) => ids.has(id) || collected.has(dimensionName(exchange, base, quote)),
      kept.markets.length,
      kept.held,
      nowMs,
    );
  const first = decide(new Set());
  if (first.held.size === 0) return first;
  // A market that is back, or that the last listing lacked, is no news.
  return decide((await marketLists.collectedNames(exchange).catch(notKept)) ?? new Set());
}

/** Remembers how many tickers are of no listed market while the list is new, and as they become fewer. */
export async function rememberUnlisted(
  exchange: string,
  list: MarketList,
  unlisted: number,
  { marketLists }: ListDeps,
): Promise<void> {
  if (list.unlisted !== null && list.unlisted <= unlisted) return;
  await marketLists.writeUnlisted(exchange, unlisted).catch(notKept);
}

/** A database in trouble is no fault of the source, whose list can be asked for. */
function notKept(error: unknown): null {
  log().warn({ err: error }, 'a market list could not be kept or read');
  return null;
}
