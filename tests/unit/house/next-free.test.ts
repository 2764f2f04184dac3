import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** What the start script loads before it loads Next, which refuses to be the second to come. */
const BEFORE_NEXT = [
  '@/lib/collect',
  '@/lib/incidents',
  '@/lib/platform/database',
  '@/lib/series',
  '@/scripts/demo/demo-reader',
];

test.each(BEFORE_NEXT)('%s brings no part of Next with it', (part) => {
  const code = `await import('${part}'); console.log(Object.keys((await import('node:module')).default._cache).filter((path) => path.includes('/node_modules/next/')).length);`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', code],
    {
      encoding: 'utf8',
    },
  );
  expect(stderr).toBe('');
  expect(stdout.trim()).toBe('0');
});
