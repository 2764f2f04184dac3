import type { Ticker } from '@/lib/model/ticker';
import { type Freshness, isStale } from '@/lib/quality/fresh';
import { judgeSources, type SourceVerdict } from '@/lib/quality/judge-sources';
import { DEFAULT_LIMITS, type Limits } from '@/lib/quality/limits';
import type { RejectionReason } from '@/lib/quality/reasons';
import { hasPrice, type Refusal, sane } from '@/lib/quality/sane';
import { venuesOf } from '@/lib/quality/shared-books';
import type { Quality, Revisions } from '@/lib/series';
import { judgeMarkets, type MarketFinding } from './judge-markets';
import { movementsOf } from './movements';
import { nextStates, type StateChanges } from './next-states';
import type { Past } from './past';
import type { SourceRead } from './reading';
import { revisionsOf } from './revisions';
import { sourceSlots } from './source-slots';

/** One market with a price, and what is believed of it. */
export interface JudgedMarket {
  /** As the exchange sent it. */
  sent: Ticker;
  /** What is left of it after *sane*. */
  ticker: Ticker;
  /** What it trades: its base, or one of several coins of that ticker. Peers share it. */
  coin: string;
  /** The order book that its exchange shows. */
  venue: string;
  /** Parts of it that were refused. */
  refused: Refusal[];
  quality: Quality;
  /** Why it was refused as a whole; null where it was not. */
  reason: RejectionReason | null;
  /** What its peers said, where that mattered. */
  peers: string | null;
  freshness: Freshness;
  venuesAgreeing: number;
  venuesListing: number;
}

export interface Judgement {
  /** One a source that answered. */
  verdicts: SourceVerdict[];
  markets: JudgedMarket[];
  /** What becomes of values of earlier slots. */
  revisions: Revisions;
  states: StateChanges;
}

/** Decides what is believed of one slot's readings. Pure: the same readings and past give the same answer. */
export function judge(
  readings: readonly SourceRead[],
  past: Past,
  limits: Limits = DEFAULT_LIMITS,
): Judgement {
  const priced = readings.flatMap(({ tickers }) => tickers.flatMap((sent) => believable(sent, limits)));
  const tickers = priced.map(({ ticker }) => ticker);
  const venueOf = venuesOf(tickers);
  const movements = movementsOf(tickers, past, staleSources(readings, past.slotMs, limits), venueOf);
  const exchanges = readings.map(({ exchange }) => exchange);
  const verdicts = judgeSources(sourceSlots(exchanges, movements, past.histories, limits, venueOf), limits);
  const rejected = new Map(
    verdicts.filter(({ state }) => state === 'rejected').map((verdict) => [verdict.exchange, verdict]),
  );

  const believed = movements.flatMap(({ source }, i) => (rejected.has(source) ? [] : [i]));
  const findings = judgeMarkets(
    believed.flatMap((i) => movements[i] ?? []),
    believed.map((i) => tickers[i]?.stampedAtMs ?? Number.NaN),
    { atMs: past.slotMs, intervalMs: past.intervalMs },
    limits,
  );
  const found = new Map(believed.map((row, i) => [row, findings[i]]));
  const outcomes = movements.map((movement, i) => ({ movement, finding: found.get(i) }));
  return {
    verdicts,
    markets: priced.map((market, i) => ({
      ...judged(market, found.get(i), rejected.get(market.ticker.market.exchange)),
      coin: movements[i]?.base ?? market.ticker.market.base,
      venue: venueOf(market.ticker.market.exchange),
    })),
    revisions: revisionsOf(outcomes, past, limits),
    states: nextStates(outcomes, past, limits),
  };
}

function believable(sent: Ticker, limits: Limits) {
  const { ticker, refused } = sane(sent, limits);
  return hasPrice(ticker) ? [{ sent, ticker, refused }] : [];
}

/** Sources whose clock, as far as their newest time stamp shows it, is of another time than now. */
function staleSources(readings: readonly SourceRead[], slotMs: number, limits: Limits): Set<string> {
  const stale = readings.filter(({ tickers }) => {
    let newestMs = Number.NaN;
    for (const { stampedAtMs } of tickers) if (!(stampedAtMs <= newestMs)) newestMs = stampedAtMs;
    return isStale(newestMs, slotMs, limits);
  });
  return new Set(stale.map(({ exchange }) => exchange));
}

function judged(
  { sent, ticker, refused }: Pick<JudgedMarket, 'sent' | 'ticker' | 'refused'>,
  finding: MarketFinding | undefined,
  source: SourceVerdict | undefined,
): Omit<JudgedMarket, 'coin' | 'venue'> {
  if (finding === undefined) {
    return {
      sent,
      ticker,
      refused,
      quality: 'rejected',
      reason: 'whole-source',
      peers: source?.reason ?? null,
      freshness: 'fresh',
      venuesAgreeing: 0,
      venuesListing: 0,
    };
  }
  const { verdict, peers, freshness } = finding;
  return {
    sent,
    ticker,
    refused,
    quality: verdict.quality,
    reason: verdict.reason,
    peers: verdict.peers,
    freshness,
    venuesAgreeing: peers.agreeing,
    venuesListing: peers.listing,
  };
}
