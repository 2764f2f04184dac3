import { rmSync } from 'node:fs';
import { buildIfStale } from './start/build';
import { findBrowser } from './test/browser';
import { run, runPackage } from './test/command';
import { type Counts, playwrightCounts, total, vitestCounts } from './test/counts';

const RESULTS = 'test-results';
const VITEST = `${RESULTS}/vitest.json`;
const PLAYWRIGHT = `${RESULTS}/playwright.json`;

/**
 * Everything: `npm run check`, then the suites on one production build. `e2e` as argument: the browser's alone, and what
 * follows is for Playwright.
 */
async function main([only, ...more]: string[]): Promise<number> {
  rmSync(RESULTS, { recursive: true, force: true });
  const counts: Counts[] = [];
  if (only === undefined && (await run('npm', ['run', '--silent', 'check'])) !== 0) return close([FAILURE]);
  await buildIfStale(new AbortController().signal);
  if (only === undefined) counts.push(await vitest());
  counts.push(await endToEnd(more));
  return close(counts);
}

const FAILURE: Counts = { passed: 0, failed: 1, skipped: 0, flaky: 0 };

async function vitest(): Promise<Counts> {
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${VITEST}`];
  return vitestCounts(VITEST, await runPackage('vitest/vitest.mjs', args));
}

async function endToEnd(more: string[]): Promise<Counts> {
  const env = { BROWSER_PATH: await findBrowser(), PLAYWRIGHT_JSON_OUTPUT_NAME: PLAYWRIGHT };
  const code = await runPackage('@playwright/test/cli.js', ['test', '--reporter=list,json', ...more], env);
  return playwrightCounts(PLAYWRIGHT, code);
}

function close(counts: Counts[]): number {
  const { failed, skipped, flaky, line } = total(counts);
  if (skipped > 0) console.log(`${skipped} skipped`);
  if (flaky > 0)
    console.log(`${flaky} at the second try only: a fault of the test or of the product, named above`);
  console.log(line);
  return failed === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(close([FAILURE]));
  },
);
