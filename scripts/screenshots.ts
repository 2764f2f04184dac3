import { buildIfStale } from '@/server/build';
import { findBrowser } from './test/browser';
import { runPackage } from './test/command';

/** A picture of each page and state at 390 and 1280 px, light and dark, in `screenshots/`. */
async function main(): Promise<number> {
  await buildIfStale(new AbortController().signal);
  const args = ['test', '--config', 'tests/screenshots/playwright.config.ts'];
  return runPackage('@playwright/test/cli.js', args, { BROWSER_PATH: await findBrowser() });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
