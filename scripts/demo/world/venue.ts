import { dimensionName } from '@/lib/model/market-name';
import type { Market, Ticker } from '@/lib/model/ticker';
import type { RecordedExchange } from '@/scripts/demo/recordings';
import type { Scenario, ScenarioEvent } from '@/scripts/demo/scenario';
import type { DemoMarket } from './market';
import type { Quote } from './quote';

export interface Answer {
  status: number;
  body: string;
}

/** A market of a venue, by the name that a collection gives it. */
export class VenueMarket {
  readonly market: Market;

  constructor(readonly quotes: DemoMarket) {
    const { exchange, base, quote } = quotes.recorded;
    const symbol = `${base}/${quote}`;
    this.market = { name: dimensionName(exchange, base, quote), exchange, base, quote, symbol };
  }
}

/** One exchange: what it shows and answers at any time. */
export class Venue {
  readonly #listing: string;
  readonly #events: Scenario;

  constructor(
    private readonly recorded: RecordedExchange,
    /** In the order of the recorded ones. */
    readonly markets: readonly VenueMarket[],
    scenario: Scenario,
    private readonly startMs: number,
  ) {
    this.#listing = JSON.stringify(recorded.listing);
    this.#events = scenario.filter((event) => event.kind !== 'move' && event.exchange === recorded.exchange);
  }

  /** What a collection reads of its answer; nothing where it fails. */
  tickersAt(atMs: number): Ticker[] {
    if (this.#failureAt(atMs) !== undefined) return [];
    const { dialect } = this.recorded;
    return this.markets.map((market) => dialect.reading(market.market, this.#quoteAt(market, atMs)));
  }

  /** Its answer to `GET <path>`. */
  answer(path: string, atMs: number): Answer {
    const status = this.#failureAt(atMs);
    if (status !== undefined) return { status, body: '{"error":"as the scenario says"}' };
    const { listing, tickers } = this.recorded.dialect;
    if (path === listing.path) return { status: 200, body: this.#listing };
    if (path !== tickers.path) return { status: 404, body: '{"error":"not recorded"}' };
    const rows = new Map(
      this.markets.map((market) => {
        const { id, ticker } = market.quotes.recorded;
        return [id, tickers.row(ticker, this.#quoteAt(market, atMs))];
      }),
    );
    return { status: 200, body: JSON.stringify(tickers.write(rows, atMs)) };
  }

  #quoteAt({ market, quotes }: VenueMarket, atMs: number): Quote {
    let lie = 1;
    for (const event of this.#events) {
      if (event.kind !== 'lie' || !this.#isOn(event, atMs)) continue;
      if (event.market === 'everything' || event.market === market.symbol) lie *= event.factor;
    }
    return quotes.quote(atMs, lie);
  }

  #failureAt(atMs: number): number | undefined {
    for (const event of this.#events) {
      if (event.kind === 'failure' && this.#isOn(event, atMs)) return event.status;
    }
    return undefined;
  }

  #isOn({ after, lasts }: ScenarioEvent, atMs: number): boolean {
    const sinceMs = atMs - this.startMs;
    return sinceMs >= after && sinceMs < after + lasts;
  }
}
