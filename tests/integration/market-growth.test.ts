import { expect, it } from 'vitest';
import { dimensionName } from '@/lib/model/market-name';
import { HOUR_MS } from '@/lib/model/time';
import { settings } from '@/lib/platform/settings';
import { HONEST, HOSTILE_NOW_MS, readHostile } from '@/tests/support/exchange/hostile';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';

const INVENTED = Array.from({ length: 300 }, (_, i) => `NEW${100 + i}`);

const exchanges = settings.parse({}).SOURCES;

/** Reads this exchange as it lists its honest markets and these, so many hours after the first time. */
function reader(exchange: string) {
  const marketLists = memoryMarketLists();
  const read = async (hours: number, names: readonly string[]) => {
    const clock = () => HOSTILE_NOW_MS + hours * HOUR_MS;
    const reading = await readHostile(exchange, { names }, { clock, marketLists, random: () => 0 });
    if (!reading.ok) throw new Error(reading.reason);
    return { note: reading.note, listed: marketLists.lists.get(exchange)?.markets.length ?? 0 };
  };
  return { marketLists, read };
}

it.each(exchanges)(
  'holds what %s lists suddenly until it has been listed for three hours',
  async (exchange) => {
    const { read } = reader(exchange);
    const known = HONEST.length;
    expect(await read(0, [])).toEqual({ listed: known, note: null });
    const waits =
      '300 markets appeared at once: they wait to be confirmed by further listings until 2026-06-25T01:00:00.000Z';
    expect(await read(7, INVENTED)).toEqual({ listed: known, note: waits });
    expect(await read(8.1, INVENTED)).toEqual({ listed: known, note: waits });
    expect(await read(9.2, INVENTED)).toEqual({ listed: known, note: waits });
    expect(await read(10.3, INVENTED)).toEqual({ listed: known + 300, note: null });
  },
);

it('never takes markets that are others in each listing', async () => {
  const { read } = reader('okx');
  await read(0, []);
  for (let hours = 7; hours < 40; hours += 1.5) {
    const names = INVENTED.map((name) => `${name}A${Math.floor(hours)}`);
    expect(await read(hours, names)).toMatchObject({ listed: HONEST.length });
  }
});

it('takes a few new markets at once, and as many as a quarter', async () => {
  const { read } = reader('okx');
  await read(0, []);
  expect(await read(7, INVENTED.slice(0, 200))).toEqual({ listed: HONEST.length + 200, note: null });
});

it('takes markets back that were collected before', async () => {
  const { read, marketLists } = reader('okx');
  await read(0, INVENTED);
  await read(7, []);
  expect(await read(14, INVENTED)).toMatchObject({ listed: HONEST.length });
  marketLists.collected.set('okx', new Set(INVENTED.map((base) => dimensionName('okx', base, 'USD'))));
  expect(await read(15.1, INVENTED)).toEqual({ listed: HONEST.length + 300, note: null });
});
