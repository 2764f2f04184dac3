import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { migrate } from '@/lib/platform/database/migrate';
import { freePort, startEmbedded } from '@/server/postgres';
import { seedMarkets } from '@/tests/support/seed';
import { seedFailure } from '@/tests/support/seed/collections';
import { type App, startApp } from './support/app';
import { announceDatabase, announceWorld, OLD_MS, WORLDS } from './support/worlds';

const SLOT_MS = 300_000;

/**
 * The production build over real databases: one with a day of a made-up world, one that is empty, one whose first
 * collection reached nobody, one that was left alone since a fixed day, one that lacks columns, and an address where no database
 * answers. Answers what ends it all.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'tracker-e2e-'));
  // As root, Postgres runs as another user, who must be let in.
  await chmod(folder, 0o711);
  const server = await startEmbedded({ dataDir: join(folder, 'postgres'), settings: { fsync: 'off' } });
  const urls = {
    seeded: await createDatabase(server.url, 'seeded', (pool) => seedMarkets(pool, Date.now())),
    // Tests add one slot after the other to it, none of which may be ahead of the clock.
    live: await createDatabase(server.url, 'live', (pool) => seedMarkets(pool, Date.now() - SLOT_MS)),
    old: await createDatabase(server.url, 'old', (pool) => seedMarkets(pool, OLD_MS)),
    empty: await createDatabase(server.url, 'empty'),
    broken: await createDatabase(server.url, 'broken', async (pool) => {
      await seedFailure(pool, Date.now());
      await pool.query('ALTER TABLE source_run RENAME COLUMN state TO mood');
      await pool.query('ALTER TABLE alert RENAME COLUMN opened_at TO begun_at');
    }),
    deaf: await createDatabase(server.url, 'deaf', (pool) => seedFailure(pool, Date.now())),
    away: `postgresql://nobody:nothing@127.0.0.1:${await freePort()}/nowhere`,
  };
  announceDatabase('seeded', urls.seeded);
  announceDatabase('live', urls.live);
  const apps: App[] = [];
  for (const world of WORLDS) {
    const app = await startApp({ DATABASE_URL: urls[world], DATA_DIR: join(folder, world) });
    announceWorld(world, app);
    apps.push(app);
  }
  return async () => {
    await Promise.all(apps.map((app) => app.stop()));
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function createDatabase(
  serverUrl: string,
  name: string,
  fill: (pool: Pool) => Promise<void> = async () => undefined,
): Promise<string> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const pool = new Pool({ connectionString: url.href });
  await migrate(pool);
  await fill(pool);
  await pool.end();
  return url.href;
}
