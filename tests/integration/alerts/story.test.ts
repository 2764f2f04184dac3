import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMarket } from '@/components/markets/market-read';
import { readMarketState } from '@/components/markets/market-state';
import { VENUES } from '@/tests/support/exchange/synthetic';
import { type AlertWorld, openAlerts } from './world';

const READER = 'reader@example.com';
let world: AlertWorld;

beforeAll(async () => {
  world = await openAlerts(VENUES, ['SOL', 'ADA']);
}, 120_000);

afterAll(() => world.end());

test('from sign-up by alert and mute to silence', async () => {
  await world.subscribe(READER);
  await world.run(3);
  expect(world.subjects(READER)).toEqual([]);

  await world.run(1, { SOL: 4 });
  expect(world.subjects(READER)).toEqual(['SOL price 4.0× its 24 h average on 5 exchanges']);
  await world.run(6, { SOL: 4 });
  expect(world.subjects(READER)).toHaveLength(1);

  // Calm is believed in its second slot.
  await world.run(1);
  expect(world.subjects(READER)).toHaveLength(1);
  await world.run(1);
  expect(world.subjects(READER)).toHaveLength(2);
  expect(world.subjects(READER)[1]).toMatch(/^SOL is back to normal after 40 min: price .+, peak 4\.0×$/);
  await world.run(8);
  expect(world.subjects(READER)).toHaveLength(2);
  for (const mail of world.mails(READER)) await expectWholeStory(mail.text);

  await world.oneClick(world.mails(READER)[0]);
  await world.run(2, { ADA: 4 });
  expect(world.subjects(READER)).toHaveLength(2);
});

/** Opens the first link to a market in an email: its graph has the calm before, the alert, and what came since. */
async function expectWholeStory(text: string): Promise<void> {
  const url = new URL(/https:\S+\/markets\/\S+/.exec(text)?.[0] ?? '');
  const name = decodeURIComponent(url.pathname.replace('/markets/', ''));
  const view = await readMarket(name, readMarketState(Object.fromEntries(url.searchParams), name));
  const points = view?.report.graph?.points ?? [];
  const values = points.map(({ value }) => value);
  expect(Math.max(...values) / Math.min(...values)).toBeGreaterThan(3.9);
  expect(values.at(-1)).toBeLessThan(Math.max(...values) / 3);
  const lastSlotMs = world.nowMs() - 300_000;
  expect(points.at(-1)?.at).toBe(new Date(lastSlotMs).toISOString());
  expect(view?.state.span?.toMs).toBe(lastSlotMs);
}
