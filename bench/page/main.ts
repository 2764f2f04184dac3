/**
 * `npm run bench:page`: the front page of an installation of 10,000 markets, on the production build, in a real
 * browser: what it loads, when it is seen, what a click costs, and how it scrolls.
 */
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { temporaryDatabase } from '@/bench/cycle/temporary-database';
import { findBrowser } from '@/scripts/test/browser';
import { startApp } from '@/tests/e2e/support/app';
import { chooses } from './choose';
import { loads } from './load';
import { scrolls } from './scroll';
import { seedLarge } from './seed';

process.env.LOG_LEVEL = 'silent';
const { values } = parseArgs({ options: { markets: { type: 'string', default: '10000' } } });

const database = await temporaryDatabase();
const url = database.pool.options.connectionString ?? '';
try {
  console.log(`seeding a day of ${values.markets} markets`);
  await seedLarge(database.pool, Number(values.markets), Date.now());
  const app = await startApp({ DATABASE_URL: url, DATA_DIR: '.data' });
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    // What a server does once, at its first request, is not the page's.
    for (const path of ['/', '/api/rankings?metric=price&by=cv&limit=30'])
      await fetch(`${app.origin}${path}`);
    await loads(browser, app.origin);
    await chooses(browser, app.origin);
    await scrolls(browser, app.origin);
  } finally {
    await browser.close();
    await app.stop();
  }
} finally {
  await database.remove();
}
