import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresMarketLists } from '@/lib/collect/exchanges';
import { type TestDatabase, testDatabase } from '@/tests/support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const whole = { rejected: null, held: new Map(), unlisted: null };
const market = (id: string) => ({ id, symbol: `${id}/USD`, base: id, quote: 'USD', tickerId: undefined });

describe('market lists in Postgres', () => {
  it('are read back as they were written, each exchange for itself', async () => {
    const lists = postgresMarketLists(() => database.pool);
    expect(await lists.read('kraken')).toBeNull();

    await lists.write('kraken', {
      listedAtMs: 1_700_000_000_123,
      markets: [market('BTC'), market('币安人生')],
      rejected: { count: 2, first: 'the id "" is empty' },
      held: new Map([['NEW', 1_700_000_000_000]]),
      unlisted: null,
    });
    await lists.write('gate', { ...whole, listedAtMs: 1, markets: [market('ETH')] });

    expect(await lists.read('kraken')).toEqual({
      listedAtMs: 1_700_000_000_123,
      markets: [
        { id: 'BTC', symbol: 'BTC/USD', base: 'BTC', quote: 'USD' },
        { id: '币安人生', symbol: '币安人生/USD', base: '币安人生', quote: 'USD' },
      ],
      rejected: { count: 2, first: 'the id "" is empty' },
      held: [['NEW', 1_700_000_000_000]],
      unlisted: null,
    });
  });

  it('are replaced by newer ones', async () => {
    const lists = postgresMarketLists(() => database.pool);
    await lists.write('okx', { ...whole, listedAtMs: 1, markets: [market('BTC'), market('ETH')] });
    await lists.write('okx', { ...whole, listedAtMs: 2, markets: [market('SOL')] });
    expect(await lists.read('okx')).toMatchObject({
      listedAtMs: 2,
      markets: [{ id: 'SOL' }],
      rejected: null,
      held: null,
    });
  });
});
