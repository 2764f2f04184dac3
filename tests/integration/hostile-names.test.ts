import { describe, expect, it } from 'vitest';
import { settings } from '@/lib/platform/settings';
import { DEFAULT_WRITERS } from '@/tests/support/exchange/default-writers';
import { HONEST, readHostile } from '@/tests/support/exchange/hostile';
import { HOSTILE_NAMES, INHERITED_NAMES } from '@/tests/support/exchange/hostile-names';

const exchanges = settings.parse({}).SOURCES;

it('has a dialect of each exchange that is asked by default', () => {
  expect(Object.keys(DEFAULT_WRITERS)).toEqual(expect.arrayContaining(exchanges));
});

describe.each(exchanges)('%s', (exchange) => {
  it.each(HOSTILE_NAMES)('loses only the market whose name has $what', async ({ name }) => {
    const reading = await readHostile(exchange, { names: [name] });
    expect(reading).toMatchObject({ ok: true, attempts: 1, listed: HONEST.length });
    if (!reading.ok) throw new Error(reading.reason);
    expect(reading.tickers.map(({ market }) => market.base).sort()).toEqual(HONEST);
    expect(reading.note).toMatch(/^1 market is left out: the \w+ "[^\p{C}]{0,31}" [^\p{C}]+$/u);
  });

  it('reads the others beside markets that are called what all objects inherit', async () => {
    const reading = await readHostile(exchange, { names: INHERITED_NAMES });
    if (!reading.ok) throw new Error(reading.reason);
    expect(reading.faults).toEqual([]);
    expect(reading.tickers.map(({ market }) => market.base)).toEqual(expect.arrayContaining(HONEST));
  });

  it('keeps a name that is odd, and one as long as it may be', async () => {
    const names = ['币安人生', '$PAC', '=CMD', 'A-B', 'Z'.repeat(40)];
    const reading = await readHostile(exchange, { names });
    if (!reading.ok) throw new Error(reading.reason);
    expect(reading.note).toBeNull();
    expect(reading.listed).toBe(HONEST.length + names.length);
  });
});
