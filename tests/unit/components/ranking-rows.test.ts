import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RankingRows } from '@/components/ranking/ranking-rows';
import { PAGE_ROWS, readRankingState } from '@/components/ranking/ranking-state';
import type { Ranking } from '@/lib/queries';

const TOTAL = 120;
const FIRST = '2026-11-24T12:00:00.000Z';
const SECOND = '2026-11-24T12:05:00.000Z';

/** The far end: a ranking whose order and figures are those of its slot. */
let slot = FIRST;
let isDown = false;
const asked: string[] = [];

const names = () => {
  const all = Array.from({ length: TOTAL }, (_, i) => `x:${i}-USD`);
  return slot === FIRST ? all : all.reverse();
};

function answerTo(offset: number): Ranking {
  const rows = names()
    .slice(offset, offset + PAGE_ROWS)
    .map((dimension) => ({
      dimension,
      exchange: 'x',
      base: dimension,
      quote: 'USD',
      asOf: slot,
      quality: 'good' as const,
      latest: slot === FIRST ? 1 : 2,
      mean: 1,
      stddev: 1,
      count: 12,
      cv: 1,
      ratio: 1,
      rank: { stddev: 1, cv: 1 },
    }));
  const counts = { ranked: { stddev: TOTAL, cv: TOTAL }, total: TOTAL, offset, limit: PAGE_ROWS };
  return { metric: 'price', by: 'cv', sort: 'rank', order: 'asc', asOf: slot, ...counts, rows };
}

beforeEach(() => {
  slot = FIRST;
  isDown = false;
  asked.length = 0;
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    if (isDown) throw new TypeError('Failed to fetch');
    const sent = new URL(path, 'http://localhost').searchParams;
    const wanted = sent.get('dimensions')?.split(',');
    const answer = answerTo(Number(sent.get('offset') ?? 0));
    if (wanted === undefined) return Response.json(answer);
    const all = [0, 30, 60, 90].flatMap((offset) => answerTo(offset).rows);
    return Response.json({ ...answer, rows: all.filter(({ dimension }) => wanted.includes(dimension)) });
  });
});
afterEach(() => vi.unstubAllGlobals());

const place = (rows: RankingRows, at: number) => {
  const row = rows.at(at);
  return row && [row.dimension, row.latest];
};

async function loaded(): Promise<RankingRows> {
  const rows = new RankingRows(readRankingState({}));
  rows.take(answerTo(0));
  await rows.want(40, 80);
  return rows;
}

describe('the rows of a ranking', () => {
  it('are fetched a page at a time, each once', async () => {
    const rows = await loaded();
    await rows.want(0, 89);
    const path = '/api/rankings?metric=price&by=cv&sort=rank&order=asc&limit=30&offset=';
    expect(asked).toEqual([`${path}30`, `${path}60`]);
    expect(place(rows, 70)).toEqual(['x:70-USD', 1]);
    expect(place(rows, 100)).toBeUndefined();
    expect(rows.total).toBe(TOTAL);
  });

  it('are new all at once, and those out of sight are fetched again when they are wanted', async () => {
    const rows = await loaded();
    slot = SECOND;
    expect(await rows.renew(0, 10, () => false)).toBe(true);
    expect(place(rows, 0)).toEqual(['x:119-USD', 2]);
    expect(place(rows, 60)).toBeUndefined();
    await rows.want(60, 60);
    expect(place(rows, 60)).toEqual(['x:59-USD', 2]);
  });

  it('keep their places while they are held, with new figures, until they are settled', async () => {
    const rows = await loaded();
    slot = SECOND;
    await rows.renew(0, 20, () => true);
    expect(place(rows, 0)).toEqual(['x:0-USD', 2]);
    expect(rows.isOutOfOrder).toBe(true);
    await rows.settle(0, 20);
    expect(place(rows, 0)).toEqual(['x:119-USD', 2]);
    expect(rows.isOutOfOrder).toBe(false);
  });

  it('do not change for what the server rendered of another slot, nor for what is not newer', async () => {
    const rows = await loaded();
    slot = SECOND;
    rows.take(answerTo(0));
    expect(place(rows, 0)).toEqual(['x:0-USD', 1]);
    slot = FIRST;
    expect(await rows.renew(0, 10, () => false)).toBe(false);
  });

  it('say that they could not be loaded, stay as they were, and are loaded when tried again', async () => {
    const rows = await loaded();
    isDown = true;
    await rows.want(100, 110);
    expect(rows.hasFailed).toBe(true);
    expect(place(rows, 0)).toEqual(['x:0-USD', 1]);
    await rows.want(100, 110);
    expect(asked).toHaveLength(3);
    isDown = false;
    await rows.retry();
    expect(rows.hasFailed).toBe(false);
    expect(place(rows, 110)).toEqual(['x:110-USD', 1]);
  });
});
