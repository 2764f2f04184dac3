import { describe, expect, it } from 'vitest';
import type { SourceRead } from '@/lib/quality/reading';
import {
  asJson,
  failingSource,
  recordedTickers,
  TICKERS,
  tickerRows,
} from '@/tests/support/exchange/failing-source';

const { scene, read } = failingSource();

describe('a market that cannot be read', () => {
  const word = { trade_price: 'much' };

  it.each([
    ['a word for a number', word, '"much" is not a number'],
    ['a number without end', { trade_price: '1e999999999' }, '"1e999999999" is no sensible number'],
  ])('costs nobody else anything: %s', async (_, change, reason) => {
    const whole = await read();
    scene.upbit.reply(
      TICKERS,
      asJson(tickerRows().map((row) => (row.market === 'KRW-BTC' ? { ...row, ...change } : row))),
    );
    const reading = await read();
    const others = (whole as SourceRead).tickers.filter(({ market }) => market.symbol !== 'BTC/KRW');
    expect(others).toHaveLength(245);
    expect(reading).toMatchObject({ ok: true, faults: [{ symbol: 'BTC/KRW', reason }] });
    expect((reading as SourceRead).tickers).toEqual(others);
  });

  it('is every one of them: then the source has failed', async () => {
    scene.upbit.reply(TICKERS, asJson(tickerRows().map((row) => ({ ...row, ...word }))));
    const reason = expect.stringMatching(
      /^no market could be read, such as \S+\/\S+: "much" is not a number$/,
    );
    expect(await read()).toMatchObject({ ok: false, reason });
  });

  it('is infinite as it comes', async () => {
    const rows = tickerRows().map((row) =>
      row.market === 'KRW-BTC' ? { ...row, high_price: '1e999' } : row,
    );
    scene.upbit.reply(TICKERS, asJson(rows));
    const { tickers } = (await read()) as SourceRead;
    expect(tickers.find(({ market }) => market.symbol === 'BTC/KRW')?.high).toBe(Number.POSITIVE_INFINITY);
  });

  it('is not lost by a wrong charset or broken letters elsewhere', async () => {
    const body = Buffer.concat([
      Buffer.from('[{"market":"KRW-\xff\xfe","trade_price":1},', 'latin1'),
      recordedTickers().subarray(1),
    ]);
    scene.upbit.reply(TICKERS, { headers: { 'content-type': 'application/json; charset=utf-16' }, body });
    const reading = (await read()) as SourceRead;
    expect(reading.tickers).toHaveLength(246);
  });
});
