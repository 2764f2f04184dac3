import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const SERVER = '.next/server';
const COLLECTOR = 'app/api/cron/collect/route.js';
const trace = z.object({ files: z.array(z.string()) });

/** By function: the files that a platform packs with it, from the project's root. */
const functions = new Map(
  readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.nft.json'))
    .map((path) => {
      const file = join(SERVER, path);
      const { files } = trace.parse(JSON.parse(readFileSync(file, 'utf8')));
      return [path.replace('.nft.json', ''), files.map((name) => relative('.', join(dirname(file), name)))];
    }),
);

const carriersOf = (part: RegExp) =>
  [...functions].filter(([, files]) => files.some((file) => part.test(file))).map(([name]) => name);

describe('what a platform packs', () => {
  test('is known for every route', () => {
    expect([...functions.keys()]).toEqual(
      expect.arrayContaining([
        COLLECTOR,
        'app/api/health/route.js',
        'app/api/metrics/route.js',
        'app/page.js',
      ]),
    );
    expect(carriersOf(/^node_modules\/pg\//)).toContain(COLLECTOR);
  });

  test('the exchange library is in the collector alone', () => {
    expect(carriersOf(/^node_modules\/ccxt\//)).toEqual([COLLECTOR]);
  });

  test.each([
    ['an embedded Postgres', /embedded/],
    ['the scheduler', /^scripts\//],
    [
      'a test, or its tools',
      /^tests\/|^node_modules\/(vitest|@playwright|playwright-core|fast-check|@biomejs)\//,
    ],
    ['a compiler', /^node_modules\/(typescript|@typescript|tsx|esbuild|@esbuild|prisma)\//],
  ])('%s is in none', (_, part) => {
    expect(carriersOf(part)).toEqual([]);
  });
});
