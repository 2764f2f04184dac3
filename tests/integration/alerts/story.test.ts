import { afterAll, beforeAll, expect, test } from 'vitest';
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
  expect(world.subjects(READER)).toEqual(['SOL price 4.0x its 24 h mean, on 5 venues']);
  await world.run(6, { SOL: 4 });
  expect(world.subjects(READER)).toHaveLength(1);

  // Calm is believed in its second slot.
  await world.run(1);
  expect(world.subjects(READER)).toHaveLength(1);
  await world.run(1);
  expect(world.subjects(READER)).toHaveLength(2);
  expect(world.subjects(READER)[1]).toMatch(/^SOL is over: price 0.9.x its 24 h mean/);
  await world.run(8);
  expect(world.subjects(READER)).toHaveLength(2);

  await world.oneClick(world.mails(READER)[0]);
  await world.run(2, { ADA: 4 });
  expect(world.subjects(READER)).toHaveLength(2);
});
