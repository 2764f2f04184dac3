import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readSources } from '@/lib/collect/exchanges';
import { dimensionName, MAX_CODE_LENGTH, nameFault } from '@/lib/model/market-name';
import type { MarketName } from '@/lib/series';
import { memoryMarketLists } from './exchange/memory-market-lists';
import { startRecordedExchange } from './exchange/recorded-exchange';

const FIXTURES = new URL('../fixtures/', import.meta.url);
const NOW_MS = Date.UTC(2026, 5, 24, 15, 1);
const SEED = 20_261_201;

/** Odd codes, each as base and as quote: what breaks addresses, CSV, HTML, SQL, searches and the grammar of names. */
const ODD_CODES = [
  '币安',
  '币安人生',
  '$PAC',
  "FTX Users' Debt",
  'A-B',
  'A/B',
  'A:B',
  'A,B',
  'A.B',
  'A_B',
  'A|B',
  'A+B',
  'A&B',
  'A&amp;B',
  'A?B=C#D',
  '<b>A</b>',
  '"A"',
  "'",
  '\\',
  '%',
  '100%',
  '%41',
  '%zz',
  '=CMD()',
  '@SUM',
  '+1',
  '-',
  '--',
  '*',
  '**',
  '..',
  '/',
  ':',
  '__',
  'ON',
  'on',
  'A on B',
  'any',
  'ALL',
  'kraken',
  'null',
  'NaN',
  '1e2',
  'TSLAx',
  'İ',
  'ß',
  'ẞ',
  'é',
  'e\u0301',
  '🐕',
  '👨🏽',
  '{{a}}',
  '$1',
  '$&',
  '𝔹𝕋ℂ',
  'Ｂ',
  'א',
  '币'.repeat(MAX_CODE_LENGTH),
  'W'.repeat(MAX_CODE_LENGTH),
];

/** Every market that the recordings list, and those of exchanges of which only tickers were recorded. */
export async function recordedNames(): Promise<MarketName[]> {
  const index: object = JSON.parse(readFileSync(new URL('index.json', FIXTURES), 'utf8'));
  const listed: MarketName[] = [];
  for (const exchange of Object.keys(index)) {
    const server = await startRecordedExchange(exchange);
    const marketLists = memoryMarketLists();
    const sourceUrls = { [exchange]: server.origin };
    await readSources([exchange], { clock: () => NOW_MS, timeoutMs: 20_000, sourceUrls, marketLists });
    await server.close();
    const { markets = [] } = marketLists.lists.get(exchange) ?? {};
    listed.push(...markets.map(({ base, quote }) => marketOf(exchange, base, quote)));
  }
  const others = gunzipSync(readFileSync(new URL('other-names.tsv.gz', FIXTURES))).toString();
  for (const line of others.split('\n')) {
    const [exchange = '', base = '', quote = ''] = line.split('\t');
    listed.push(marketOf(exchange, base, quote));
  }
  return distinct(listed);
}

/** Odd names, and generated ones: whatever a market may be called. */
export function oddNames(generated: number): MarketName[] {
  const code = fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
      fc.string({ unit: fc.constantFrom(...'AB-/:,.%*&<>"\' $=+@#?'), minLength: 1, maxLength: 6 }),
    )
    .filter((text) => nameFault(text, MAX_CODE_LENGTH) === null);
  const odd = ODD_CODES.flatMap((one) => [marketOf('gate', one, 'USDT'), marketOf('okx', 'ODD', one)]);
  const made = fc.sample(fc.tuple(code, code), { seed: SEED, numRuns: generated });
  return distinct([...odd, ...made.map(([base, quote]) => marketOf('mexc', base, quote))]);
}

function marketOf(exchange: string, base: string, quote: string): MarketName {
  return { name: dimensionName(exchange, base, quote), exchange, base, quote };
}

function distinct(markets: readonly MarketName[]): MarketName[] {
  return [...new Map(markets.map((market) => [market.name, market])).values()];
}
