import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from './world';

let world: World;

beforeAll(async () => {
  world = await openWorld({ APP_SECRET: '' });
});

afterAll(() => world.close());

test('without the secret of the links a sign-up says what is missing, and keeps nothing', async () => {
  const answer = await world.send('POST', '/emails', { email: 'a@test.example' });
  expect(answer.status).toBe(503);
  expect((await answer.json()).detail).toContain('The setting APP_SECRET is missing');
  expect((await world.pool.query('SELECT FROM subscriber')).rowCount).toBe(0);
});
