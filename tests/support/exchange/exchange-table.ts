import { type Exchange, exchanges } from 'ccxt';
import { refusalOf } from '@/lib/collect/exchanges/refused-exchanges';
import { type Verification, verificationOf } from '@/lib/collect/exchanges/verified-exchanges';
import { DOCUMENTED_SAMPLES } from './documented-samples';
import { recordingsOf } from './recordings';

/** Every exchange of the library that has a call for all tickers, by its id: what it is called. */
export const EXCHANGES_WITH_TICKERS: ReadonlyMap<string, string> = new Map(
  Object.entries<new () => Exchange>(exchanges).flatMap(([id, Client]): [string, string][] => {
    const { has, name } = new Client();
    return has.fetchTickers === true ? [[id, String(name)]] : [];
  }),
);

const MEANING: Record<Verification, string> = {
  recorded: 'answers that the exchange sent are read in the tests, thousands of markets to the digit',
  documented: 'an answer that was found documented is read in the tests, field by field',
  unverified: 'no answer about a spot market was found; the start says so: compare its figures yourself',
  refused: 'cannot be collected; the start says why',
};

/** docs/exchanges.md, as it should be. */
export function exchangeTable(): string {
  const rows = [...EXCHANGES_WITH_TICKERS].map(([id, name]) => ({ id, name, status: verificationOf(id) }));
  const count = (status: string) => rows.filter((row) => row.status === status).length;
  const summary = Object.entries(MEANING).map(
    ([status, meaning]) => `| ${status} | ${count(status)} | ${meaning} |`,
  );
  const table = rows.map(
    ({ id, name, status }) => `| \`${id}\` | ${name} | ${status} | ${basisOf(id, status)} |`,
  );
  return `# Exchanges

The ids that \`SOURCES\` may name: the ${rows.length} exchanges of which ccxt has all tickers in one call, and what the
figures that it reads of each have been checked against. Made by a test (\`CONTRIBUTING.md\` says how).

| status | exchanges | meaning |
|---|---:|---|
${summary.join('\n')}

| id | exchange | status | checked against, or why it is refused |
|---|---|---|---|
${table.join('\n')}
`;
}

function basisOf(id: string, status: Verification): string {
  if (status === 'refused') return refusalOf(id) ?? '';
  if (status === 'recorded') {
    const dates = new Set(recordingsOf(id).map(({ recorded }) => recorded.slice(0, 10)));
    return `answers recorded on ${[...dates].sort().join(', ')}`;
  }
  const places = new Set(DOCUMENTED_SAMPLES[id]?.retrieved.map(({ place }) => place));
  const links = [...places].map((place) => `[${nameOf(place)}](${place})`).join(', ');
  return status === 'unverified' && links !== ''
    ? `only the ticker of a derivative was found: ${links}`
    : links;
}

function nameOf(place: string): string {
  const { hostname, pathname } = new URL(place);
  if (hostname !== 'github.com') return hostname;
  const repository = pathname.split('/').slice(1, 3).join('/');
  if (repository !== 'ccxt/ccxt') return repository;
  return place.includes('/test/') ? 'recorded for the tests of ccxt' : 'quoted in the source of ccxt';
}
