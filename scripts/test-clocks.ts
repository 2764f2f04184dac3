import { readFileSync, rmSync } from 'node:fs';
import { buildIfStale } from '@/server/build';
import { surviveClosedOutput } from '@/server/closed-output';
import { clockReaders } from '@/tests/support/clocks/readers';
import { UNSHIFTED } from '@/tests/support/clocks/reasons';
import { findBrowser } from './test/browser';
import { runPackage } from './test/command';
import { type Counts, failure, summary } from './test/counts';
import { MOMENTS } from './test/moments';
import { playwrightCounts, vitestCounts } from './test/reports';
import { findFaketime, shiftedTo } from './test/shifted-clock';

const RESULTS = 'test-results';
/** A browser test is about times if it names a zone or reads a clock itself; the others see them in passing. */
const ABOUT_TIMES = /timezoneId|Date\.now|page\.clock/;

/**
 * Each test file that reads a clock, at each of seven moments, by a shifted clock: of the test, the servers, Postgres and
 * the browser. `--all`: the whole suite at one of them. A part of a moment's name as argument: that one only.
 */
async function main(args: string[]): Promise<number> {
  const isAll = args.includes('--all');
  const wanted = args.find((each) => !each.startsWith('--')) ?? '';
  const library = await findFaketime();
  const browser = await findBrowser();
  await buildIfStale(new AbortController().signal);
  rmSync(RESULTS, { recursive: true, force: true });
  const moments = Object.entries(MOMENTS).filter(([name]) => name.includes(wanted));
  const counts: Counts[] = [];
  for (const [name, time] of isAll ? moments.slice(0, 1) : moments) {
    console.log(`\n${name}: ${time}`);
    const env = { ...shiftedTo(Date.parse(time), library), BROWSER_PATH: browser };
    const found = isAll ? { vitest: [], browser: [] } : filesOf();
    counts.push(...(await at(name, env, found)));
  }
  for (const line of summary(counts)) console.log(line);
  return counts.every(({ failed }) => failed === 0) && counts.length > 0 ? 0 : 1;
}

function filesOf(): { vitest: string[]; browser: string[] } {
  const files = clockReaders()
    .map(({ file }) => file)
    .filter((file) => UNSHIFTED[file] === undefined);
  const isBrowser = (file: string) => file.startsWith('tests/e2e/');
  return {
    vitest: files.filter((file) => !isBrowser(file) && !file.startsWith('tests/machines/')),
    browser: files.filter((file) => isBrowser(file) && ABOUT_TIMES.test(readFileSync(file, 'utf8'))),
  };
}

async function at(
  name: string,
  env: Record<string, string>,
  files: { vitest: string[]; browser: string[] },
): Promise<Counts[]> {
  const report = `${RESULTS}/${name.replaceAll(' ', '-')}`;
  const vitest = await runPackage(
    'vitest/vitest.mjs',
    [
      'run',
      ...Object.keys(UNSHIFTED).map((file) => `--exclude=${file}`),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}.vitest.json`,
      ...files.vitest,
    ],
    env,
  );
  const playwright = await runPackage(
    '@playwright/test/cli.js',
    ['test', '--reporter=list,json', ...files.browser],
    { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: `${report}.playwright.json` },
  );
  return [
    vitestCounts(`${report}.vitest.json`, vitest),
    playwrightCounts(`${report}.playwright.json`, playwright),
  ].map((counts) => ({
    ...counts,
    failures: counts.failures.map((line) => `${name}: ${line}`),
    secondTries: counts.secondTries.map((line) => `${name}: ${line}`),
  }));
}

surviveClosedOutput();
main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    for (const line of summary([failure('the run itself, above')])) console.log(line);
    process.exit(1);
  },
);
