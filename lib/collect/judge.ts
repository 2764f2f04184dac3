import {
  countVenues,
  hasPrice,
  judgeSources,
  peerLevels,
  type Refusal,
  type SourceVerdict,
  sane,
  type Ticker,
  wellInARow,
} from '@/lib/quality';
import { QUALITIES, type Quality, type StatsTable } from '@/lib/series';
import { type Movement, movementsOf } from './movements';
import type { SourceRead } from './reading';
import type { SourceHistory } from './source-history';

/** What is known before this slot. */
export interface Past {
  stats: StatsTable;
  /** The column of the metric `price` in the statistics; -1 before it is known. */
  priceColumn: number;
  /** Dimension id by name; markets never seen are absent. */
  idOf: ReadonlyMap<string, number>;
  histories: ReadonlyMap<string, SourceHistory>;
}

/** One market with a price, and what is believed of it. */
export interface JudgedMarket {
  /** As the exchange sent it. */
  sent: Ticker;
  /** What is left of it after *sane*. */
  ticker: Ticker;
  refused: Refusal[];
  quality: Quality;
  venuesAgreeing: number;
  venuesListing: number;
}

export interface Judgement {
  /** One a source that answered. */
  verdicts: SourceVerdict[];
  markets: JudgedMarket[];
}

const NO_HISTORY: SourceHistory = {
  slotsAccepted: 0,
  slotsSinceAccepted: Number.POSITIVE_INFINITY,
  rejectedInARow: 0,
  rejectedMedians: [],
  pricedUsually: 0,
};

/** Decides what is believed of one slot's readings. Pure: the same readings and past give the same answer. */
export function judge(readings: readonly SourceRead[], past: Past): Judgement {
  const priced = readings.flatMap(({ tickers }) => tickers.flatMap(believable));
  const movements = movementsOf(
    priced.map(({ ticker }) => ticker),
    past,
  );
  const verdicts = judgeReadings(readings, movements, past.histories);
  const rejected = new Set(
    verdicts.filter(({ state }) => state === 'rejected').map(({ exchange }) => exchange),
  );
  const isRejected = (movement: Movement) => rejected.has(movement.exchange);
  const venues = countVenues(movements.filter((movement) => !isRejected(movement)));
  let counted = 0;
  const markets = priced.map((market, i): JudgedMarket => {
    const movement = movements[i];
    if (movement === undefined || isRejected(movement)) {
      return { ...market, quality: 'rejected', venuesAgreeing: 0, venuesListing: 0 };
    }
    const at = counted++;
    const venuesListing = venues.listing[at] ?? 0;
    // Whether a moved price is corroborated by its peers is decided here, market by market, once that rule exists.
    const quality = venuesListing === 0 ? 'single-venue' : 'good';
    return { ...market, quality, venuesAgreeing: venues.agreeing[at] ?? 0, venuesListing };
  });
  return { verdicts, markets };
}

export const qualityCode = (quality: Quality): number => QUALITIES.indexOf(quality);

function believable(sent: Ticker) {
  const { ticker, refused } = sane(sent);
  return hasPrice(ticker) ? [{ sent, ticker, refused }] : [];
}

function judgeReadings(
  readings: readonly SourceRead[],
  movements: readonly Movement[],
  histories: ReadonlyMap<string, SourceHistory>,
): SourceVerdict[] {
  const levels = peerLevels(movements);
  return judgeSources(
    readings.map(({ exchange }) => {
      const own = movements.flatMap((movement, i) => (movement.exchange === exchange ? [i] : []));
      const of = (value: (i: number) => number | undefined) =>
        Float64Array.from(own, (i) => value(i) ?? Number.NaN);
      const history = histories.get(exchange) ?? NO_HISTORY;
      return {
        ...history,
        exchange,
        wellInARow: wellInARow(history.rejectedMedians),
        steps: of((i) => movements[i]?.step),
        ratios: of((i) => movements[i]?.ratio),
        levels: of((i) => levels[i]),
        pricedNow: own.length,
      };
    }),
  );
}
