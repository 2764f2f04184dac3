import type { Known } from './input';

const MAX_LIST = 4_000;
const MAX_VALUE = 200;

/** As many names as a list of names takes. */
function longestList({ markets }: Known): string {
  const names: string[] = [];
  for (const name of markets.slice(0, 100)) {
    if (names.join().length + name.length + 1 > MAX_LIST) break;
    names.push(name);
  }
  return names.join();
}

/** As many words as fit, each of which every market has to be searched for. */
const manyWords = (letters: string) =>
  Array.from({ length: MAX_VALUE / 2 }, (_, i) => letters[i % letters.length])
    .join(' ')
    .slice(0, MAX_VALUE);

/**
 * The most expensive values of parameters that are free text, by their names; a parameter of the document that is
 * missing here, and has no values of its own, fails the run.
 */
export const WORST_VALUES: Record<string, (known: Known) => readonly string[]> = {
  metric: () => ['price', 'quote_volume', 'x'.repeat(MAX_VALUE)],
  dimension: ({ markets }) => [markets[0] ?? '', markets.at(-1) ?? '', `kraken:${'x'.repeat(190)}`],
  // Those in capitals are not found as they stand.
  dimensions: (known) => [longestList(known), longestList(known).toUpperCase()],
  exchange: ({ exchanges }) => [exchanges[0] ?? ''],
  base: () => ['BTC', 'x'.repeat(MAX_VALUE)],
  quote: () => ['USDT'],
  q: () => [manyWords('usdt'), manyWords('-:'), 'z'.repeat(MAX_VALUE)],
  from: () => ['2000-01-01T00:00:00Z', '2026-01-01'],
  to: () => ['2100-01-01T00:00:00Z'],
  after: () => ['', 'x'.repeat(MAX_VALUE)],
  token: ({ manageToken }) => [manageToken, 'x'.repeat(MAX_VALUE)],
};

/** The same of bodies, by path and method: JSON as it is sent. */
export const WORST_BODIES: Record<string, (known: Known) => readonly [name: string, body: unknown][]> = {
  'POST /watches/preview': (known) => previews(known),
  'POST /emails': (known) => [
    ['50 watches', { email: 'worst@example.com', watches: distinctWatches(known) }],
    ['the longest address', { email: `${'x'.repeat(64)}@${'y.'.repeat(90)}example` }],
  ],
  'PUT /emails/watches': (known) => [['50 watches', { watches: distinctWatches(known) }]],
  'POST /emails/mutes': () => [['a whole base', { dimension: '*:BTC-*', for: 'ever' }]],
  'POST /emails/confirm': ({ manageToken }) => [['no such link', { token: manageToken }]],
  'POST /emails/unsubscribe': () => [['one click', { 'List-Unsubscribe': 'One-Click' }]],
  'POST /emails/remove': () => [['an address that is not known', { email: 'nobody@example.com' }]],
  'DELETE /emails': () => [['an address that is not known', { email: 'nobody@example.com' }]],
  'POST /webhooks/resend': () => [['200 KB', { type: 'email.bounced', data: 'x'.repeat(200_000) }]],
};

function previews({ markets }: Known): [string, unknown][] {
  const any = (threshold: number, direction: string) => ({
    metric: null,
    dimension: null,
    threshold,
    direction,
  });
  const bases = [...new Set(markets.map((name) => `*:${name.split(/[:-]/)[1]}-*`))];
  return [
    ['any metric below 1.25', { watches: [any(1.25, 'below')] }],
    ['any metric above 1.25', { watches: [any(1.25, 'above')] }],
    ['price above 1.25', { watches: [{ ...any(1.25, 'above'), metric: 'price' }] }],
    ['volume above 1.25', { watches: [{ ...any(1.25, 'above'), metric: 'volume' }] }],
    ['usual', { watches: [] }],
    [
      '50 watches of any metric',
      {
        watches: Array.from({ length: 50 }, (_, i) =>
          any(1.25 + Math.floor(i / 2) / 100, i % 2 === 0 ? 'below' : 'above'),
        ),
      },
    ],
    ['50 coins', { watches: bases.slice(0, 50).map((dimension) => ({ ...any(1.25, 'below'), dimension })) }],
    [
      '50 markets',
      { watches: markets.slice(0, 50).map((dimension) => ({ ...any(1.25, 'above'), dimension })) },
    ],
  ];
}

function distinctWatches({ markets }: Known): unknown[] {
  return markets.slice(0, 50).map((dimension, i) => ({ dimension, threshold: 1.25 + i / 100 }));
}
