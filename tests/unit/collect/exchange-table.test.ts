import { expect, it } from 'vitest';
import { unverifiedWarnings, verificationOf } from '@/lib/collect/exchanges/verified-exchanges';
import { settings } from '@/lib/platform/settings';
import { DOCUMENTED_SAMPLES } from '@/tests/support/exchange/documented-samples';
import { EXCHANGES_WITH_TICKERS, exchangeTable } from '@/tests/support/exchange/exchange-table';
import { RECORDED_EXCHANGES } from '@/tests/support/exchange/recordings';

const IDS = [...EXCHANGES_WITH_TICKERS.keys()];
const TO_DO =
  'put its id into lib/collect/exchanges/refused-exchanges.ts with the reason, or into verified-exchanges.ts with a ' +
  'recording (tests/fixtures/index.json) or a documented answer (tests/fixtures/documented), or leave it unverified; ' +
  'set the count here, and write docs/exchanges.md ' +
  'anew by `npx vitest run --project unit tests/unit/collect/exchange-table.test.ts -u`';

it('knows the exchanges that ccxt reads all tickers of', () => {
  expect(IDS.length, `ccxt reads other exchanges than before. For each new one ${TO_DO}`).toBe(88);
});

it('calls recorded what has a recording, and documented what has a sample', () => {
  const having = (status: string) => IDS.filter((id) => verificationOf(id) === status);
  expect(having('recorded')).toEqual([...RECORDED_EXCHANGES].sort());
  const samples = Object.values(DOCUMENTED_SAMPLES).filter(({ ofDerivative }) => ofDerivative !== true);
  expect(having('documented')).toEqual(samples.map(({ exchange }) => exchange).sort());
});

it('asks for no exchange by default whose figures nobody has checked', () => {
  const { SOURCES } = settings.parse({});
  expect(SOURCES.length).toBeGreaterThan(10);
  expect(unverifiedWarnings(SOURCES)).toEqual([]);
});

it('warns of each exchange whose figures nobody has checked, in a line that names it', () => {
  const unverified = IDS.filter((id) => verificationOf(id) === 'unverified');
  expect(unverified).not.toEqual([]);
  expect(unverifiedWarnings([...unverified, 'kraken'])).toEqual(
    unverified.map(
      (id) =>
        `${id}: its answers have not been checked against a recording or its documentation; check its figures`,
    ),
  );
});

it('is docs/exchanges.md', async () => {
  await expect(exchangeTable(), `docs/exchanges.md is not true anymore: ${TO_DO}`).toMatchFileSnapshot(
    '../../../docs/exchanges.md',
  );
});
