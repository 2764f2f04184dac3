import type { Ticker } from '@/lib/model/ticker';

/** What a metric may look at beside its own ticker. */
export interface Peers {
  /** Median price of the market's peers; NaN where it has none. */
  medianPrice: number;
}

export interface MetricDefinition {
  /** Never changed: it is what the stored columns are known by. */
  name: string;
  label: string;
  /** Never empty; `1` for a pure ratio. */
  unit: string;
  description: string;
  /** Whether latest / mean says anything. True only where every value is above 0. */
  hasRatio: boolean;
  /** True where it needs other exchanges' prices: that it is missing says nothing of the market's own exchange. */
  needsPeers?: true;
  /** NaN where unknown. */
  of(ticker: Ticker, peers: Peers): number;
}

const NO_RATIO = 'It has no ratio, since it can be zero or negative.';

/** All metrics. A new one is added at the end, and to nothing else. */
export const METRICS: readonly MetricDefinition[] = [
  {
    name: 'price',
    label: 'Price',
    unit: 'quote currency',
    description: 'Price of the last trade.',
    hasRatio: true,
    of: ({ last }) => positive(last),
  },
  {
    name: 'bid',
    label: 'Bid',
    unit: 'quote currency',
    description: 'Highest price that somebody offers to buy at.',
    hasRatio: true,
    of: ({ bid }) => positive(bid),
  },
  {
    name: 'ask',
    label: 'Ask',
    unit: 'quote currency',
    description: 'Lowest price that somebody offers to sell at.',
    hasRatio: true,
    of: ({ ask }) => positive(ask),
  },
  {
    name: 'spread',
    label: 'Spread',
    unit: '1',
    description:
      'Ask less bid, as a part of the price between them. A locked book, where both are equal, has none.',
    hasRatio: true,
    of: ({ bid, ask }) => positive((positive(ask) - positive(bid)) / ((ask + bid) / 2)),
  },
  {
    name: 'volume',
    label: 'Volume, 24 h',
    unit: 'base currency',
    description: 'Amount of the base currency traded in the last 24 hours.',
    hasRatio: true,
    of: ({ baseVolume }) => positive(baseVolume),
  },
  {
    name: 'quote_volume',
    label: 'Turnover, 24 h',
    unit: 'quote currency',
    description: 'Amount of the quote currency paid in the last 24 hours.',
    hasRatio: true,
    of: ({ quoteVolume }) => positive(quoteVolume),
  },
  {
    name: 'high',
    label: 'High, 24 h',
    unit: 'quote currency',
    description: 'Highest price of the last 24 hours.',
    hasRatio: true,
    of: ({ high }) => positive(high),
  },
  {
    name: 'low',
    label: 'Low, 24 h',
    unit: 'quote currency',
    description: 'Lowest price of the last 24 hours.',
    hasRatio: true,
    of: ({ low }) => positive(low),
  },
  {
    name: 'range',
    label: 'Range, 24 h',
    unit: '1',
    description:
      'High less low of the last 24 hours, as a part of the price 24 hours ago. None where they are equal.',
    hasRatio: true,
    of: ({ high, low, open }) => positive((positive(high) - positive(low)) / positive(open)),
  },
  {
    name: 'change',
    label: 'Change, 24 h',
    unit: '%',
    description: `Change of the price within the last 24 hours, per cent. ${NO_RATIO}`,
    hasRatio: false,
    of: ({ changePercent }) => finite(changePercent),
  },
  {
    name: 'vwap',
    label: 'Average price, 24 h',
    unit: 'quote currency',
    description: 'Average price of the last 24 hours, weighted by volume.',
    hasRatio: true,
    of: ({ vwap }) => positive(vwap),
  },
  {
    name: 'imbalance',
    label: 'Book imbalance',
    unit: '1',
    description:
      'Size of the best bid less that of the best ask, as a part of both: 1 is all buyers, -1 all sellers. ' +
      NO_RATIO,
    hasRatio: false,
    of: ({ bidSize, askSize }) => finite((positive(bidSize) - positive(askSize)) / (bidSize + askSize)),
  },
  {
    name: 'premium',
    label: 'Premium',
    unit: '1',
    description:
      'Price above the median price of the same market on other exchanges, as a part of it; below it, negative. ' +
      NO_RATIO,
    hasRatio: false,
    needsPeers: true,
    of: ({ last }, { medianPrice }) => finite(positive(last) / positive(medianPrice) - 1),
  },
];

/** The values of all metrics, in the order of `METRICS`; NaN where unknown. */
export function metricValues(ticker: Ticker, peers: Peers): Float64Array {
  return Float64Array.from(METRICS, (metric) => metric.of(ticker, peers));
}

function positive(value: number): number {
  return value > 0 ? finite(value) : Number.NaN;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}
