import { quoteClass } from '@/lib/model/quote-class';
import type { Ticker } from '@/lib/model/ticker';
import type { Recordings } from '@/scripts/demo/recordings';
import type { Scenario } from '@/scripts/demo/scenario';
import { Asset, type AssetKind, type Move } from './asset';
import { checkNames } from './check-names';
import { DemoMarket } from './market';
import { Pair } from './pair';
import { Tide } from './tide';
import { type Answer, Venue, VenueMarket } from './venue';

export interface WorldOptions {
  /** Any whole number: the same one gives the same world. */
  seed: number;
  scenario: Scenario;
  /** When the scenario begins, ms UTC. Before it, the world is calm. */
  startMs: number;
  recordings: Recordings;
}

/** Recorded exchanges whose numbers move: everything is a pure function of the seed, the scenario and the time. */
export interface World {
  exchanges: string[];
  /** Most traded first. */
  markets(exchange: string): readonly VenueMarket[];
  /** What a collection reads of the exchange's answer at this time; nothing where it fails. */
  tickersAt(exchange: string, atMs: number): Ticker[];
  /** What the exchange answers at this time to `GET <path>`. */
  answer(exchange: string, path: string, atMs: number): Answer;
}

const CURRENCIES = new Set('EUR GBP JPY CAD AUD CHF TRY BRL RUB UAH NGN ZAR IDR BIDR PLN KRW AED'.split(' '));
/** Dollars whose issuers are gone; the recordings are older. */
const FORMER_DOLLARS = new Set('USDK PAX HUSD SUSD'.split(' '));
/** Coins that are receipts for another. */
const RECEIPTS: Record<string, string> = { WBTC: 'BTC', TBTC: 'BTC', STETH: 'ETH', WETH: 'ETH', BETH: 'ETH' };

/** Throws StartError where the scenario names what the recordings do not have. */
export function createWorld({ seed, scenario, startMs, recordings }: WorldOptions): World {
  checkNames(scenario, recordings);
  const { levels } = recordings;
  const levelOf = (code: string) => levels.get(code) ?? 1;
  const tide = new Tide(seed);
  const assetOf = remembering((code) => {
    const walksAs = RECEIPTS[code] ?? code;
    const moves = movesOf(walksAs, scenario, startMs);
    return new Asset(seed, walksAs, kindOf(code), levelOf(walksAs), moves, tide);
  });
  const pairOf = remembering((symbol) => {
    const [base = '', quote = ''] = symbol.split('/');
    return new Pair(assetOf(base), assetOf(quote));
  });
  const venues = new Map(
    recordings.exchanges.map((recorded) => {
      const markets = recorded.markets.map((each) => {
        const level = levelOf(each.base) / levelOf(each.quote);
        const pair = pairOf(`${each.base}/${each.quote}`);
        return new VenueMarket(new DemoMarket(seed, each, level, pair));
      });
      return [recorded.exchange, new Venue(recorded, markets, scenario, startMs)];
    }),
  );
  const venueOf = (exchange: string) => {
    const found = venues.get(exchange);
    if (found === undefined) throw new Error(`${exchange} is not in the demo`);
    return found;
  };
  return {
    exchanges: [...venues.keys()],
    markets: (exchange) => venueOf(exchange).markets,
    tickersAt: (exchange, atMs) => venueOf(exchange).tickersAt(atMs),
    answer: (exchange, path, atMs) => venueOf(exchange).answer(path, atMs),
  };
}

function movesOf(code: string, scenario: Scenario, startMs: number): Move[] {
  return scenario.flatMap((event) => {
    if (event.kind !== 'move' || event.base !== code) return [];
    const fromMs = startMs + event.after;
    return [{ factor: event.factor, fromMs, untilMs: fromMs + event.lasts }];
  });
}

function kindOf(code: string): AssetKind {
  if (code === 'USD') return 'dollar';
  if (quoteClass(code) === 'USD' || FORMER_DOLLARS.has(code)) return 'dollar-coin';
  return CURRENCIES.has(code) ? 'currency' : 'coin';
}

function remembering<T>(make: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const found = known.get(name) ?? make(name);
    known.set(name, found);
    return found;
  };
}
