import { expect, test } from 'vitest';
import { CANDLE_MS, type Candle, gatherCandles } from '@/lib/collect/exchanges/gather-candles';

const at = (n: number) => n * CANDLE_MS;
const candle = (n: number): Candle => ({ openMs: at(n), close: n });
const span = { fromMs: at(100), untilMs: at(110) };

/** An exchange with these candles; gathers and answers what it was asked for and what came of it. */
async function gathered(there: number[], pageSize: number, give: (rows: number[]) => number[]) {
  const asked: [number, number][] = [];
  const candles = await gatherCandles(span, pageSize, async (sinceMs, count) => {
    const since = sinceMs / CANDLE_MS;
    asked.push([since, count]);
    return give(there.filter((n) => n >= since).slice(0, count)).map(candle);
  });
  return { asked, opens: candles.map(({ openMs }) => openMs / CANDLE_MS) };
}

const TEN = Array.from({ length: 10 }, (_, i) => 100 + i);

test('one page, if it holds all', async () => {
  expect(await gathered(TEN, 300, (rows) => rows)).toEqual({ asked: [[100, 10]], opens: TEN });
});

test('as many pages as its size needs, and what is asked for only', async () => {
  expect(await gathered([...TEN, 110, 111], 4, (rows) => [99, ...rows, 110])).toEqual({
    asked: [
      [100, 4],
      [104, 4],
      [108, 2],
    ],
    opens: TEN,
  });
});

test('the rest of a page that was cut at either end', async () => {
  expect((await gathered(TEN, 300, (rows) => rows.slice(0, 3))).opens).toEqual(TEN);
  expect((await gathered(TEN, 300, (rows) => rows.slice(-3))).opens).toEqual(TEN);
  expect((await gathered(TEN, 300, (rows) => rows.slice(0, 3).toReversed())).opens).toEqual(TEN);
});

test('a gap is asked for once, and then it is one', async () => {
  expect(await gathered([103, 104, 107], 300, (rows) => rows)).toEqual({
    asked: [
      [100, 10],
      [100, 3],
      [108, 2],
    ],
    opens: [103, 104, 107],
  });
  expect(await gathered([], 4, (rows) => rows)).toMatchObject({ asked: { length: 3 }, opens: [] });
});

test('an exchange that gives next to nothing a page is given up', async () => {
  const endless = gatherCandles({ fromMs: 0, untilMs: at(500) }, 300, async (since) => [
    candle(since / CANDLE_MS),
  ]);
  await expect(endless).rejects.toThrow('its candles do not end after 60 pages');
});
