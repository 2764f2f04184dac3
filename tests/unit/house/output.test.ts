import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

/** For those who work on this, at a terminal. */
const OF_DEVELOPMENT = ['scripts/generate.ts', 'scripts/test.ts', 'scripts/screenshots.ts'];

const programs = [
  ...new Set(Object.values(scripts).flatMap((line) => /scripts\/[\w-]+\.ts$/.exec(line) ?? [])),
];

test.each(programs.filter((file) => !OF_DEVELOPMENT.includes(file)))(
  '%s goes on, or ends quietly, when nobody reads its output',
  (file) => {
    expect(readFileSync(file, 'utf8')).toMatch(/^(?:await )?(?:run|runScript|surviveClosedOutput)\(/m);
  },
);

test('the output of each thread is passed on by startThread', () => {
  const makers = ['lib', 'scripts', 'server']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.tsx?$/.test(file) && /new Worker\(/.test(readFileSync(file, 'utf8')));
  expect(makers).toEqual(['server/start-thread.ts']);
});
