import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { temporaryDatabase } from '@/bench/cycle/temporary-database';
import { seedLarge } from '@/bench/page/seed';
import { findBrowser } from '@/scripts/test/browser';
import { buildIfStale } from '@/server/build';
import { freePort } from '@/server/postgres';
import { startApp } from '@/tests/e2e/support/app';
import { audit, PROFILES } from './audit';

/** Lighthouse on the production build over 10,000 markets: `npm run lighthouse`. Exits with 1 if a score is below 100. */
const MARKETS = 10_000;
const PAGES = { front: '/', market: '/markets/binance:AAA-USDT' };

async function main(): Promise<number> {
  await buildIfStale(new AbortController().signal);
  const database = await temporaryDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'tracker-lighthouse-'));
  const port = await freePort();
  try {
    await seedLarge(database.pool, MARKETS, Date.now());
    const databaseUrl = database.pool.options.connectionString ?? '';
    const app = await startApp({ DATABASE_URL: databaseUrl, DATA_DIR: folder });
    const browser = await chromium.launch({
      executablePath: await findBrowser(),
      args: [`--remote-debugging-port=${port}`, '--no-sandbox', '--disable-background-networking'],
    });
    try {
      return await auditAll(app.origin, port);
    } finally {
      await browser.close();
      await app.stop();
    }
  } finally {
    await database.pool.end();
    await database.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

async function auditAll(origin: string, port: number): Promise<number> {
  console.log(
    'page    profile  performance  accessibility  best practices  SEO   LCP ms  TBT ms    CLS  scripts kB',
  );
  let worst = 100;
  for (const [name, path] of Object.entries(PAGES)) {
    // The first reader of a page pays for what is kept afterwards.
    await (await fetch(origin + path)).text();
    for (const profile of PROFILES) {
      const { scores, lcpMs, tbtMs, cls, scriptBytes, faults } = await audit(origin + path, profile, port);
      const [performance, accessibility, practices, seo] = scores.map(String);
      worst = Math.min(worst, ...scores);
      console.log(
        [
          name.padEnd(6),
          profile.padEnd(7),
          performance?.padStart(11),
          accessibility?.padStart(13),
          practices?.padStart(14),
          seo?.padStart(3),
          lcpMs.toFixed(0).padStart(7),
          tbtMs.toFixed(0).padStart(6),
          cls.toFixed(3).padStart(5),
          (scriptBytes / 1000).toFixed(0).padStart(10),
        ].join('  '),
      );
      for (const fault of faults) console.log(`        below 100: ${fault}`);
    }
  }
  return worst === 100 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
