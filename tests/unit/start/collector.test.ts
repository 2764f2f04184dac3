import { afterEach, expect, test } from 'vitest';
import { openCollector } from '@/server/collector/collector';

const collector = openCollector(new URL('./breaking-thread.mjs', import.meta.url));
afterEach(collector.stop);

test('a thread that breaks down fails its collection and no later one', async () => {
  await expect(collector.collect()).rejects.toThrow('out of order');
  await expect(collector.collect()).rejects.toThrow('the thread that collects ended (3)');
  await expect(collector.collect()).resolves.toEqual({ state: 'done' });
  await expect(collector.collect()).resolves.toEqual({ state: 'done' });
});
