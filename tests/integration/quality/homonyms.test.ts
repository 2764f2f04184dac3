import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  calm,
  calmMarkets,
  fates,
  type QualityWorld,
  qualities,
  qualityWorld,
} from '@/tests/support/quality-world';

const VENUES = ['binance', 'gate', 'kraken', 'kucoin', 'okx'] as const;
/** Of the other coin that calls itself ACT: 50,000 times as much. */
const OTHER = ['kucoin', 'okx'];
const LEARNT = 38;

let world: QualityWorld;
let factor = 1;

beforeAll(async () => {
  world = await qualityWorld(
    Object.fromEntries(
      VENUES.map((venue) => [
        venue,
        (slot: number, atMs: number) => [
          ...calmMarkets(12, { slot, atMs }),
          calm('ACT', {
            slot,
            atMs,
            price: OTHER.includes(venue) ? 5_000 : 0.1,
            factor: OTHER.includes(venue) ? 1 : factor,
          }),
        ],
      ]),
    ),
  );
  await world.run(LEARNT);
});

afterAll(() => world.end());

async function premiums(): Promise<Record<string, number | null>> {
  const { rows } = await world.database.pool.query<{ exchange: string; premium: number | null }>(
    `SELECT d.exchange, s.latest[m.position] AS premium FROM dimension d
     JOIN dimension_stats s ON s.dimension_id = d.id JOIN metric m ON m.name = 'premium' WHERE d.base = 'ACT'`,
  );
  return Object.fromEntries(rows.map(({ exchange, premium }) => [exchange, premium]));
}

test('a premium compares with the same coin alone', async () => {
  for (const premium of Object.values(await premiums())) expect(Math.abs(premium ?? 0)).toBeLessThan(0.01);
});

test('a true move of one coin is believed in its slot, whatever the other coin of its ticker does', async () => {
  factor = 4;
  await world.run(3);
  const fate = await fates(world, LEARNT);
  const quality = await qualities(world);
  for (const venue of ['binance', 'gate', 'kraken']) {
    expect([venue, fate.get(`${venue}:ACT-USDT`), quality.get(`${venue}:ACT-USDT`)]).toEqual([
      venue,
      'ooo',
      'g',
    ]);
  }
  for (const venue of OTHER) expect(fate.get(`${venue}:ACT-USDT`)).toBe('ooo');
});
