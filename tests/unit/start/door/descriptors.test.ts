import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { descriptorLimit, maxConnections } from '@/server/door/descriptors';

test.each([
  [256, 128],
  [1024, 512],
  [1_048_576, 8192],
  [Number.POSITIVE_INFINITY, 8192],
])('of %d descriptors at most %d are for clients', (limit, connections) => {
  expect(maxConnections(limit)).toBe(connections);
});

test('the limit is the one that the system sets', () => {
  const { stdout } = spawnSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' });
  const said = stdout.trim() === 'unlimited' ? Number.POSITIVE_INFINITY : Number(stdout);
  expect(descriptorLimit()).toBe(said);
});
