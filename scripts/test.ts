import { rmSync } from 'node:fs';
import { buildIfStale } from '@/server/build';
import { findBrowser } from './test/browser';
import { run, runPackage } from './test/command';
import { type Counts, failure, summary } from './test/counts';
import { playwrightCounts, vitestCounts } from './test/reports';

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
  if (only === undefined && (await run('npm', ['run', '--silent', 'check'])) !== 0)
    return close([failure('npm run check, above')]);
  await buildIfStale(new AbortController().signal);
  if (only === undefined) counts.push(await vitest());
  counts.push(await endToEnd(more));
  return close(counts);
}

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
  for (const line of summary(counts)) console.log(line);
  return counts.every(({ failed }) => failed === 0) ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(close([failure('the run itself, above')]));
  },
);
