import { Agent, request } from 'node:http';
import { expect, test } from 'vitest';
import { openEdgeWorld, page } from '@/tests/support/edge/world';

test('what is kept holds no memory beyond its bytes', async () => {
  const world = await openEdgeWorld();
  for (const [path, body] of [
    ['/long', 'a market moved; '.repeat(500)],
    ['/short', 'hello'],
  ] as const) {
    world.origin = page(body);
    for (const encoding of ['br', 'gzip']) await world.get(path, { 'accept-encoding': encoding });
    const kept = world.store.find({
      method: 'GET',
      url: path,
      headers: { host: 'localhost', accept: '*/*' },
    });
    const bodies = Object.values(kept?.bodies ?? {});
    expect(bodies).toHaveLength(path === '/long' ? 2 : 1);
    for (const held of bodies) expect(held.buffer.byteLength).toBe(held.length);
  }
  await world.close();
});

test('twenty thousand keys stay within the bound, the last used of them kept', async () => {
  const bound = 2_000_000;
  const world = await openEdgeWorld(bound);
  world.origin = page('a body of some length '.repeat(10));
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  const get = (path: string) =>
    new Promise<void>((resolve, reject) => {
      request({ host: '127.0.0.1', port: world.port, path, agent }, (response) => {
        response.on('end', resolve).resume();
      })
        .on('error', reject)
        .end();
    });
  let largest = 0;
  let next = 0;
  const client = async () => {
    while (next < 20_000) {
      await get(`/?key=${next++}`);
      largest = Math.max(largest, world.store.bytes);
      world.asked.length = world.requests.length = 0;
    }
  };
  await Promise.all(Array.from({ length: 50 }, client));
  expect(largest).toBeLessThanOrEqual(bound);
  expect(largest).toBeGreaterThan(0.9 * bound);
  await get('/?key=19999');
  expect(world.asked).toEqual([]);
  await get('/?key=0');
  expect(world.asked).toEqual(['GET /?key=0']);
  agent.destroy();
  await world.close();
}, 120_000);
